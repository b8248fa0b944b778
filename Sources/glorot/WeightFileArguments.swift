#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import ArgumentParser
import NumberTypes
import WeightFiles

/// The files that verify and identify read.
struct WeightFileArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The files, or the folder of a model; - for standard input, which is held in memory.",
            valueName: "file"
        ),
        completion: .file()
    )
    var files: [String]

    @Option(help: ArgumentHelp("The files hold bare little-endian numbers of this type.", valueName: "type"))
    var raw: NumberType?

    func validate() throws {
        guard files.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("found - twice, expected standard input once")
        }
        guard raw == nil || !files.contains("-") else {
            throw ValidationError(
                "--raw: found - as a file, expected a path: bare numbers cannot be told by their first bytes"
            )
        }
    }

    /// Refuses a file that is given twice, under any names: its tensors would be copies of each other.
    func checkDistinct() throws {
        var names: [String: String] = [:]
        for path in files where path != "-" {
            if let other = names.updateValue(path, forKey: resolved(path)) {
                let found = other == path ? "\(path) twice" : "\(other) and \(path), which are the same file"
                throw UsageError("found \(found), expected each file once")
            }
        }
    }

    /// A hint for a name that is not UTF-8, which cannot be passed on as it is.
    private func nameHint(_ path: String) -> String {
        path.unicodeScalars.contains("\u{FFFD}")
            ? "; its name does not seem to be UTF-8: rename it, or link to it under another name" : ""
    }

    private func resolved(_ path: String) -> String {
        // A file that does not exist has no other names.
        guard let name = realpath(path, nil) else { return path }
        defer { free(name) }
        return String(cString: name)
    }

    /// Opens all files that can be opened; prints and returns the error of each other one.
    func open() -> (opened: [WeightFile], errors: [WeightFileError]) {
        var opened: [WeightFile] = []
        var errors: [WeightFileError] = []
        for path in files {
            do throws(WeightFileError) {
                if path == "-" {
                    opened.append(try WeightFile.standardInput())
                } else {
                    opened += try WeightFolder.open(path, format: raw.map { .raw($0) })
                }
            } catch {
                Terminal.message("Error: \(error)\(nameHint(path))")
                errors.append(error)
            }
        }
        return (opened, errors)
    }
}
