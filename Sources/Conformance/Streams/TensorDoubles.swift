internal import NumberTypes
internal import Stats
internal import WeightFiles

/// A tensor's values in row-major order, a chunk at a time, as doubles, which hold every type's numbers.
struct TensorDoubles {
    private let reader: TensorReader
    /// All values of a tensor in another order.
    private let reordered: [Double]?

    init(_ reader: TensorReader) throws(WeightFileError) {
        self.reader = reader
        guard reader.info.isFortranOrder, reader.info.shape.count > 1 else {
            reordered = nil
            return
        }
        do {
            reordered = try FileSample<Double>(reader: reader).rowMajor().values
        } catch let error as WeightFileError {
            throw error
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// The first values, at most this many.
    func first(_ count: Int) throws(WeightFileError) -> [Double] {
        var values = [Double](repeating: 0, count: min(count, reader.count))
        try read(0..<values.count, into: &values)
        return values
    }

    /// Reads values into the beginning of an array.
    func read(_ range: Range<Int>, into values: inout [Double]) throws(WeightFileError) {
        if let reordered {
            for place in range { values[place - range.lowerBound] = reordered[place] }
            return
        }
        var span = values.mutableSpan
        try span.withPart(0..<range.count) { part throws(WeightFileError) in try reader.read(range, into: &part) }
    }
}
