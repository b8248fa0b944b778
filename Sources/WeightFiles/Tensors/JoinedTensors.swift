internal import NumberTypes

/// Tensors that are pieces of one tensor along an axis.
extension TensorReader {
    /// The tensor that some pieces make up.
    ///
    /// - Parameters:
    ///   - readers: the pieces, in order.
    ///   - info: the whole tensor's info, from `TensorInfo.joined`.
    ///   - axis: the axis along which they follow one another, from 0 on.
    package convenience init(joining readers: [TensorReader], as info: TensorInfo, axis: Int) throws(WeightFileError) {
        let path = readers[0].path
        var pieces: [TensorPiece<Int>] = []
        var regions: [(region: any ByteRegion, start: Int)] = []
        var isSwapped = false
        var end = 0
        for (number, reader) in readers.enumerated() {
            guard case .elements(let region, let start, _, let isBigEndian) = reader.storage,
                number == 0 || isBigEndian == isSwapped
            else {
                let found = "numbers of another byte order, or text"
                throw .malformed(
                    reader.path,
                    part: "tensor \(quoted(info.name))",
                    "pieces",
                    found: found,
                    expected: "one kind"
                )
            }
            isSwapped = isBigEndian
            var offsets = [Int](repeating: 0, count: info.shape.count)
            offsets[axis] = end
            end += reader.info.shape[axis]
            pieces.append(TensorPiece(offsets: offsets, sizes: reader.info.shape, source: number))
            regions.append((region, start))
        }
        let grid = try PieceGrid(pieces, of: info.shape) { problem -> WeightFileError in
            .malformed(
                path,
                part: "tensor \(quoted(info.name))",
                "pieces",
                found: problem,
                expected: "consecutive pieces"
            )
        }
        let whole = PiecedRegion(
            grid: grid,
            regions: grid.pieces.map { regions[$0.source] },
            shape: info.shape,
            elementSize: info.type?.size ?? 1
        )
        self.init(
            path: path,
            info: info,
            storage: .elements(whole, start: 0, type: readers[0].numberType, isBigEndian: isSwapped)
        )
    }
}

extension TensorInfo {
    /// The tensor that this one and others make up along an axis.
    ///
    /// - Parameter axis: the axis from 0 on, or if negative, counted back from the last.
    /// - Returns: The tensor and the axis from 0 on; nil if their types, orders or other axes differ, or there is no
    ///   such axis.
    package func joined(with others: [TensorInfo], axis: Int) -> (info: TensorInfo, axis: Int)? {
        let axis = axis < 0 ? axis + shape.count : axis
        guard shape.indices.contains(axis), !isFortranOrder, type != nil else { return nil }
        var whole = self
        for other in others {
            var rest = other.shape
            guard other.shape.count == shape.count, other.type == type, !other.isFortranOrder else { return nil }
            rest[axis] = shape[axis]
            let (size, isBeyond) = whole.shape[axis].addingReportingOverflow(other.shape[axis])
            guard rest == shape, !isBeyond else { return nil }
            whole.shape[axis] = size
        }
        guard let count = whole.shape.checkedProduct else { return nil }
        (whole.count, whole.tied) = (count, nil)
        return (whole, axis)
    }
}
