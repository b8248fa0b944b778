internal import CStats

/// A few intervals of single-precision values that hold all candidates, for a search by vector compares.
///
/// The candidates lie around the places where the distance is large. Neighbours are joined, those first that have the
/// fewest values between them, until few intervals are left. What they hold besides candidates is left out later.
struct CandidateIntervals: Sendable {
    /// The first and the last value of each interval, in increasing order.
    private(set) var firsts: [Float] = []
    private(set) var lasts: [Float] = []

    /// A gap with one value in so many is not worth one more interval.
    private static let leastShare: UInt64 = 64

    /// How many values beyond its own number the memory that values are kept in must have room for.
    static let room = 16

    /// The most intervals.
    static let limit = 8

    /// The candidates in each interval, by their numbers.
    private(set) var members: [ClosedRange<Int>] = []

    private var kernels = KernelSet.portable

    /// No intervals: every value is looked at.
    init() {}

    /// - Parameters:
    ///   - candidates: the first and the last value of each, the number of values below it and in it; in increasing
    ///     order.
    ///   - total: the number of all values.
    ///   - kernels: the instruction set of the search.
    init(
        _ candidates: [(first: Float, last: Float, before: UInt64, count: UInt64)],
        of total: UInt64,
        _ kernels: KernelSet
    ) {
        self.kernels = kernels
        guard candidates.count > 1 || candidates.first.map({ $0.count < total }) == true else { return }
        // Between candidates i and i + 1; the gaps with the most values stay.
        let gaps = candidates.indices.dropLast().map { i in
            (place: i, count: candidates[i + 1].before - candidates[i].before - candidates[i].count)
        }
        let widest = gaps.sorted { ($1.count, $0.place) < ($0.count, $1.place) }.prefix(Self.limit - 1)
            .filter { $0.count > total / Self.leastShare }.map(\.place).sorted()
        var start = 0
        var held: UInt64 = 0
        for end in widest + [candidates.count - 1] {
            firsts.append(candidates[start].first)
            lasts.append(candidates[end].last)
            members.append(start...end)
            held += candidates[end].before + candidates[end].count - candidates[start].before
            start = end + 1
        }
        if held > total / 4 { (firsts, lasts, members) = ([], [], []) }
    }

    var isEmpty: Bool { firsts.isEmpty }

    /// Copies the values in the intervals, in order; returns their number.
    ///
    /// - Parameters:
    ///   - values: the values.
    ///   - count: their number.
    ///   - kept: memory for `count + room` values.
    func keep(_ values: UnsafePointer<Float>, _ count: Int, _ kept: UnsafeMutablePointer<Float>) -> Int {
        kernels.functions.keep_between(values, count, firsts, lasts, firsts.count, kept)
    }
}
