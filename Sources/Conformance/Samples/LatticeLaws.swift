internal import Claims
internal import Stats
internal import Synchronization

/// Laws on lattices that were made for one tensor and serve others. Each costs an integration for every value of its
/// format, and the layers of a model have few laws.
final class LatticeLaws: Sendable {
    private typealias Entry = (
        law: ClaimedLaw, format: SixteenBitFormat, rounding: LatticeLaw.Rounding, lattice: LatticeLaw
    )

    /// The latest laws, at most `limit`: each takes up to 1.5 MiB.
    private let entries = Mutex<[Entry]>([])
    private static let limit = 16

    /// The law on its lattice, made if it is not known.
    func law(
        _ law: ClaimedLaw,
        _ distribution: any Distribution,
        _ format: SixteenBitFormat,
        _ rounding: LatticeLaw.Rounding
    ) -> LatticeLaw {
        let known = entries.withLock { entries in
            entries.first { $0.law == law && $0.format == format && $0.rounding == rounding }
        }
        if let known { return known.lattice }
        let lattice = LatticeLaw(distribution, format: format, rounding: rounding)
        entries.withLock { entries in
            if entries.count == Self.limit { entries.removeFirst() }
            entries.append((law, format, rounding, lattice))
        }
        return lattice
    }
}
