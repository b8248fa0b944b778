import ArgumentParser
import WeightFiles

/// The files that verify and identify read.
struct WeightFileArguments: ParsableArguments {
    @Argument(help: "The files; - for numbers from standard input.")
    var files: [String]

    @Option(help: "The files hold bare little-endian numbers: float16, bfloat16, float32 or float64.")
    var raw: StoredType?

    func validate() throws {
        guard files.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("found - twice, expected standard input once")
        }
    }

    /// Opens all files that can be opened; the error of each other one is told, and its exit status returned.
    func open() -> (opened: [WeightFile], statuses: [Int32]) {
        var opened: [WeightFile] = []
        var statuses: [Int32] = []
        for path in files {
            do throws(WeightFileError) {
                opened.append(
                    path == "-"
                        ? try WeightFile.standardInput()
                        : try WeightFile(path: path, format: raw.map { .raw($0) })
                )
            } catch {
                Terminal.message("Error: \(error)")
                statuses.append(ExitStatus.of(error))
            }
        }
        return (opened, statuses)
    }
}
