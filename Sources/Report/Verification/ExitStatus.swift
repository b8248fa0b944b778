package import Conformance
package import WeightFiles

/// The statuses that the command and the calls of other languages end with, after sysexits.h where a number is its.
package enum ExitStatus {
    package static let deviates: Int32 = 1
    package static let inconclusive: Int32 = 2
    package static let usage: Int32 = 64
    package static let malformed: Int32 = 65
    package static let cannotRead: Int32 = 66
    package static let internalError: Int32 = 70
    package static let cannotWrite: Int32 = 73

    /// Of several statuses the one that counts; nil where there is none.
    package static func first(of statuses: [Int32]) -> Int32? {
        [internalError, cannotWrite, cannotRead, malformed, usage, deviates, inconclusive].first(
            where: statuses.contains
        )
    }

    /// The status of what could not be read.
    package static func of(_ error: WeightFileError) -> Int32 {
        switch error {
        case .file: cannotRead
        case .format: malformed
        }
    }

    /// The status of a verification; nil where everything asked for conforms.
    ///
    /// - Parameter isStrict: whether what is inconclusive fails.
    package static func of(_ verification: Verification, isStrict: Bool) -> Int32? {
        var statuses = verification.cases.compactMap { tensor -> Int32? in
            switch tensor.disposition {
            case .failed(let error), .unopened(let error): of(error)
            case .unfit: usage
            case .tested, .compared, .skipped, .empty, .unmatched: nil
            }
        }
        if verification.emptiness != nil { statuses.append(usage) }
        if verification.deviatingCount > 0 { statuses.append(deviates) }
        if isStrict, verification.inconclusiveCount > 0 { statuses.append(inconclusive) }
        return first(of: statuses)
    }
}
