internal import Synchronization

/// Cells made for one sample and reused for others with the same law, size, type and resolution. Cells take a few
/// hundred cdfs to make, more than a small tensor has values.
///
/// A thread that finds another one here makes its own cells instead of waiting. In a process that was forked just then,
/// the other thread would never leave.
package final class CellCache: Sendable {
    private struct Key: Hashable, @unchecked Sendable {
        /// One of the distributions, all of which are values.
        let law: AnyHashable
        let count: Int
        let scalar: ObjectIdentifier
        let resolution: Resolution
    }

    /// The latest cells, at most `limit`.
    private let entries = Mutex<[(key: Key, cells: any Sendable)]>([])
    private static let limit = 32

    /// The largest number of values of a sample whose cells are kept. Cells of larger samples take memory, and their
    /// cost is small beside that of the sample.
    private static let largestCount = 1 << 16

    /// The cells of this process: at most some ten megabytes.
    package static let shared = CellCache()

    /// No cells yet.
    package init() {}

    /// The cells for samples of `count` values and the resolution granted to them, made if they are not known yet.
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
        let known = entries.withLockIfAvailable { entries -> (any Sendable)? in
            for entry in entries where entry.key == key { return entry.cells }
            return nil
        }
        if let known = (known ?? nil) as? (cells: Cells<Scalar>, resolution: Resolution) { return known }
        let made = make()
        entries.withLockIfAvailable { entries in
            if entries.count == Self.limit { entries.removeFirst() }
            entries.append((key, made))
        }
        return made
    }
}
