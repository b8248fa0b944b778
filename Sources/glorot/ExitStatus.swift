import ArgumentParser
import Claims
import Conformance
import Initializers
import Report
import RulesFile
import Stats
import WeightFiles

/// The exit statuses of every subcommand, after sysexits.h where a number is its.
package enum ExitStatus {
    static let deviates: Int32 = 1
    static let inconclusive: Int32 = 2
    static let usage: Int32 = 64
    static let malformed: Int32 = 65
    static let cannotRead: Int32 = 66
    static let internalError: Int32 = 70
    static let cannotWrite: Int32 = 73

    /// Runs a subcommand's work; an error becomes its message on standard error and its exit status.
    static func reporting<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            Terminal.message("Error: \(error)")
            throw ExitCode(of(error))
        }
    }

    /// Of several statuses the one that the command ends with; nil where there is none.
    package static func first(of statuses: [Int32]) -> Int32? {
        [internalError, cannotWrite, cannotRead, malformed, usage, deviates, inconclusive].first(
            where: statuses.contains
        )
    }

    /// The status of an error.
    static func of(_ error: any Error) -> Int32 {
        switch error {
        case is ClaimError, is InitializerError, is DistributionError, is PropagationError: usage
        case is UsageError, is QuestionError, is UnknownFramework, is ExpectationsError, is GlobError: usage
        case is FileError, is OutputError: cannotWrite
        case WeightFileError.file: cannotRead
        case WeightFileError.format: malformed
        default: internalError
        }
    }
}

/// A command line whose parts do not fit together.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
