extension TensorInfo {
    /// A slice as a tensor of its own.
    ///
    /// - Throws: `TensorSliceError` if the tensor has no such part.
    public func selecting(_ slice: TensorSlice) throws(TensorSliceError) -> TensorInfo {
        let part = try part(slice)
        return selecting(part.runs, shape: part.shape)
    }

    /// What some slices leave: whole rows if the slices are whole rows, otherwise a vector. It may be empty.
    ///
    /// - Throws: `TensorSliceError` if the tensor has no such parts, or two of them overlap.
    public func selecting(beside slices: [TensorSlice]) throws(TensorSliceError) -> TensorInfo {
        let part = try rest(beside: slices)
        return selecting(part.runs, shape: part.shape)
    }

    /// The elements of a slice, in the file's order, and its shape.
    func part(_ slice: TensorSlice) throws(TensorSliceError) -> (runs: ElementRuns, shape: [Int]) {
        let box = try slice.box(in: shape)
        return (try runs(box), box.shape)
    }

    /// The elements that slices leave, in the file's order, and their shape.
    func rest(beside slices: [TensorSlice]) throws(TensorSliceError) -> (runs: ElementRuns, shape: [Int]) {
        var boxes: [TensorBox] = []
        var rows = shape.first ?? 0
        // Slices of whole rows leave whole rows, in the file's order.
        var isByRow = shape.count > 1
        var pieces = 0
        for slice in slices {
            let box = try slice.box(in: shape)
            guard !boxes.contains(where: box.overlaps) else { throw TensorSliceError("slices that overlap") }
            boxes.append(box)
            pieces += try pieceCount(box)
            guard pieces <= ElementRuns.limit else { throw TensorSliceError.tooManyPieces }
            rows -= box.ranges.first?.count ?? 0
            isByRow = isByRow && zip(box.ranges, shape).dropFirst().allSatisfy { $0 == 0..<$1 }
        }
        let taken = try boxes.map { box throws(TensorSliceError) in try runs(box) }
        let rest = ElementRuns(excluding: taken, of: count)
        return (rest, isByRow ? [rows] + shape.dropFirst() : [rest.count])
    }

    // MARK: - Implementation

    private func selecting(_ runs: ElementRuns, shape: [Int]) -> TensorInfo {
        var part = self
        (part.shape, part.count) = (shape, runs.count)
        return part
    }

    /// The elements of a box, in the file's order.
    private func runs(_ box: TensorBox) throws(TensorSliceError) -> ElementRuns {
        try isFortranOrder
            ? ElementRuns(box.ranges.reversed(), of: shape.reversed()) : ElementRuns(box.ranges, of: shape)
    }

    /// The number of runs that a box has in the file.
    private func pieceCount(_ box: TensorBox) throws(TensorSliceError) -> Int {
        try isFortranOrder
            ? ElementRuns.pieceCount(box.ranges.reversed(), of: shape.reversed())
            : ElementRuns.pieceCount(box.ranges, of: shape)
    }
}
