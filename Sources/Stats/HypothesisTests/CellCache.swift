internal import Synchronization

/// Cells that were made for one sample and serve others of the same law, size, type and resolution: they take a few hundred
/// cdfs, which is more than a small tensor has values.
package final class CellCache: Sendable {
    private struct Key: Hashable, @unchecked Sendable {
        /// A value of one of the distributions, which are values throughout.
        let law: AnyHashable
        let count: Int
        let scalar: ObjectIdentifier
        let resolution: Resolution
    }

    /// The latest, at most `limit`.
    private let entries = Mutex<[(key: Key, cells: any Sendable)]>([])
    private static let limit = 32

    /// Values of a sample whose cells are kept, at most: those of larger ones take memory and are soon paid for.
    private static let largestCount = 1 << 16

    /// No cells yet.
    package init() {}

    /// The cells for samples of `count` values and what is granted to them, made where they are not known.
    func cells<Scalar: SampleScalar>(
        forSampleOf count: Int,
        under law: some Distribution,
        at resolution: Resolution,
        make: () -> (cells: Cells<Scalar>, resolution: Resolution)
    ) -> (cells: Cells<Scalar>, resolution: Resolution) {
        guard count <= Self.largestCount else { return make() }
        let key = Key(
            law: AnyHashable(law),
            count: count,
            scalar: ObjectIdentifier(Scalar.self),
            resolution: resolution
        )
        let known = entries.withLock { entries -> (any Sendable)? in
            for entry in entries where entry.key == key { return entry.cells }
            return nil
        }
        if let known = known as? (cells: Cells<Scalar>, resolution: Resolution) { return known }
        let made = make()
        entries.withLock { entries in
            if entries.count == Self.limit { entries.removeFirst() }
            entries.append((key, made))
        }
        return made
    }
}
