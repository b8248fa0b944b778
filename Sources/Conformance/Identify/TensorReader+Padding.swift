internal import NumberTypes
internal import WeightFiles

extension TensorReader {
    /// The only row of a table that is 0, as an embedding's padding row is, and the rest; nil if there is none, or several.
    func paddingRow() throws(WeightFileError) -> (row: Int, rest: TensorReader)? {
        guard info.shape.count == 2, !info.isFortranOrder, let columns = info.shape.last, columns > 0 else {
            return nil
        }
        var values = [Double](repeating: 0, count: columns)
        var found: Int?
        for row in 0..<info.shape[0] {
            var span = values.mutableSpan
            try span.withPart(0..<columns) { (part) throws(WeightFileError) in
                try read(row * columns..<(row + 1) * columns, into: &part)
            }
            guard values.allSatisfy({ $0 == 0 }) else { continue }
            guard found == nil else { return nil }
            found = row
        }
        guard let found, let rest = try? selecting(beside: [TensorSlice([.index(found)])]) else { return nil }
        return (found, rest)
    }
}
