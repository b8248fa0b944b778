import ArgumentParser
import Claims
import Conformance
import Initializers
import Report
import RulesFile
import Stats
import WeightFiles

extension ExitStatus {
    /// Runs a subcommand's work; an error becomes a message on standard error and an exit status.
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

    /// The status of an error.
    static func of(_ error: any Error) -> Int32 {
        switch error {
        case is ClaimError, is InitializerError, is DistributionError, is PropagationError: usage
        case is UsageError, is QuestionError, is UnknownFramework, is ExpectationsError, is GlobError: usage
        case is FileError, is OutputError: cannotWrite
        case let error as WeightFileError: of(error)
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
