internal import NumberTypes
internal import WeightFiles

/// Where a tensor holds zeros, numbers that no draw has, and values that are not numbers: one pass, with counts for
/// every line of each axis.
struct StructureScan {
    /// Where values of one kind lie.
    struct Places {
        private(set) var count = 0
        private(set) var first = 0
        private(set) var last = 0

        /// The largest of their magnitudes.
        private(set) var largest = 0.0

        /// For each axis, the number of values in each line.
        private(set) var lines: [[Int]]

        init(_ shape: [Int]) { lines = shape.map { Array(repeating: 0, count: $0) } }

        mutating func add(_ place: Int, _ value: Double, _ shape: [Int]) {
            if count == 0 { first = place }
            count += 1
            last = place
            largest = max(largest, abs(value))
            var rest = place
            for axis in shape.indices.reversed() {
                lines[axis][rest % shape[axis]] += 1
                rest /= shape[axis]
            }
        }

        /// These and others.
        mutating func formUnion(_ others: Places) {
            guard others.count > 0 else { return }
            (first, last) =
                count == 0 ? (others.first, others.last) : (min(first, others.first), max(last, others.last))
            count += others.count
            largest = max(largest, others.largest)
            for axis in lines.indices {
                for line in lines[axis].indices { lines[axis][line] += others.lines[axis][line] }
            }
        }
    }

    /// The shape in the order of the values.
    let shape: [Int]
    private(set) var zeros: Places

    /// Values that nobody wrote; zeros count among them if there are any others.
    private(set) var garbage: Places
    private(set) var notFinite: Places

    /// - Parameters:
    ///   - reader: the tensor.
    ///   - shape: its shape in the order of its values.
    ///   - deviation: the claim's standard deviation. No draw is as small as 1e-20 times it, or as large as 1e20 times
    ///     it.
    init(_ reader: TensorReader, shape: [Int], deviation: Double) throws(WeightFileError) {
        self.shape = shape
        (zeros, garbage, notFinite) = (Places(shape), Places(shape), Places(shape))
        let (small, large) = (1e-20 * deviation, 1e20 * deviation)
        try reader.forEachChunk { values, start in
            for (i, x) in values.enumerated() {
                let size = abs(x)
                if size > small, size < large { continue }
                if x == 0 {
                    zeros.add(start + i, x, shape)
                } else if x.isFinite {
                    garbage.add(start + i, x, shape)
                } else {
                    notFinite.add(start + i, 0, shape)
                }
            }
        }
        if garbage.count > 0 {
            garbage.formUnion(zeros)
            zeros = Places(shape)
        }
    }

    /// The lines along one axis that hold, at least in part, what nobody wrote, if all other lines hold none of it.
    func garbageLines() -> (axis: Int, lines: [Int])? {
        let total = shape.reduce(1, *)
        for axis in shape.indices where shape[axis] > 1 {
            let lines = garbage.lines[axis].indices.filter { garbage.lines[axis][$0] > 0 }
            let isMany = lines.allSatisfy { garbage.lines[axis][$0] * 5 > total / shape[axis] }
            if isMany, !lines.isEmpty, lines.count < shape[axis] { return (axis, lines) }
        }
        return nil
    }

    /// Where the places lie, in words that a reader can look up: lines along one axis, a stretch or a box; else
    /// scattered.
    ///
    /// - Parameter axisName: the number of an axis in the shape as the framework shows it.
    func diagnosis(_ places: Places, _ filling: Diagnosis.Filling, axisName: (Int) -> Int) -> Diagnosis {
        let total = shape.reduce(1, *)
        let isStretch = places.count > 1 && places.last - places.first + 1 == places.count
        // A vector has no lines to name.
        if isStretch, shape.count == 1, places.count > 2 || places.last == total - 1 {
            return .run(filling, places.first...places.last, of: total)
        }
        // The lines along each axis that hold nothing else.
        let full = shape.indices.map { axis in
            places.lines[axis].indices.filter { places.lines[axis][$0] == total / shape[axis] }
        }
        // The axis whose full lines hold the most; of equal ones the first.
        let held = shape.indices.map { full[$0].count * (total / shape[$0]) }
        if let best = held.max(), best > 0, Double(best) >= 0.98 * Double(places.count),
            let axis = held.firstIndex(of: best), full[axis].count < shape[axis], shape[axis] > 1
        {
            return .lines(filling, axis: axisName(axis), Self.ranges(full[axis]), of: shape[axis])
        }
        if isStretch {
            return .run(filling, places.first...places.last, of: total)
        }
        let box = shape.indices.map { axis in
            let used = places.lines[axis].indices.filter { places.lines[axis][$0] > 0 }
            return (used.first ?? 0)...(used.last ?? 0)
        }
        if places.count > 1, box.count > 1, box.reduce(1, { $0 * $1.count }) == places.count {
            let order = box.indices.sorted { axisName($0) < axisName($1) }
            return .box(filling, order.map { box[$0] })
        }
        return .scattered(filling, places.count, of: total)
    }

    /// The ranges that ascending numbers form.
    static func ranges(_ numbers: [Int]) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = ranges.last, last.upperBound == number - 1 {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        return ranges
    }
}
