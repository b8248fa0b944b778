package import Conformance
package import WeightFiles

/// The statuses that the command and the calls from other languages end with; those from 64 on are from sysexits.h.
package enum ExitStatus {
    package static let deviates: Int32 = 1
    package static let inconclusive: Int32 = 2
    package static let usage: Int32 = 64
    package static let malformed: Int32 = 65
    package static let cannotRead: Int32 = 66
    package static let internalError: Int32 = 70
    package static let cannotWrite: Int32 = 73

    /// The gravest of several statuses; nil if there is none.
    package static func first(of statuses: [Int32]) -> Int32? {
        [internalError, cannotWrite, cannotRead, malformed, usage, deviates, inconclusive].first(
            where: statuses.contains
        )
    }

    /// The status of a file that could not be read.
    package static func of(_ error: WeightFileError) -> Int32 {
        switch error {
        case .file: cannotRead
        case .format: malformed
        }
    }

    /// The status of a verification; nil if everything asked for conforms.
    ///
    /// - Parameter isStrict: whether inconclusive tensors fail.
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
