import Testing

import WeightFiles

extension WeightFile {
    /// The tensor with a name.
    func tensor(_ name: String) throws -> TensorInfo { try #require(tensors.first { $0.name == name }) }

    /// All elements of a tensor, or of the only one.
    func doubles(_ name: String? = nil) throws -> [Double] {
        let tensor = if let name { try tensor(name) } else { try #require(tensors.first) }
        return try reader(for: tensor).doubles()
    }
}

extension TensorReader {
    /// Elements in double precision, by default all.
    func doubles(_ range: Range<Int>? = nil) throws(WeightFileError) -> [Double] {
        let range = range ?? 0..<count
        var values = [Double](repeating: 0, count: range.count)
        var span = values.mutableSpan
        try read(range, into: &span)
        return values
    }

    /// Elements in single precision.
    func floats(_ range: Range<Int>? = nil) throws(WeightFileError) -> [Float] {
        let range = range ?? 0..<count
        var values = [Float](repeating: 0, count: range.count)
        var span = values.mutableSpan
        try read(range, into: &span)
        return values
    }

    /// Bit patterns of 16-bit elements.
    func patterns(_ range: Range<Int>? = nil) throws(WeightFileError) -> [UInt16] {
        let range = range ?? 0..<count
        var values = [UInt16](repeating: 0, count: range.count)
        var span = values.mutableSpan
        try read(range, into: &span)
        return values
    }
}

/// The error from opening a file and reading everything in it; nil if there is none.
func complaint(_ open: () throws(WeightFileError) -> WeightFile) -> String? {
    do throws(WeightFileError) {
        let file = try open()
        for tensor in file.tensors where tensor.type != nil { _ = try file.reader(for: tensor).doubles() }
        return nil
    } catch {
        return error.description
    }
}

/// The error from reading a file in memory; nil if there is none.
func complaint(_ bytes: [UInt8], _ name: String, _ format: WeightFormat? = nil) -> String? {
    complaint { () throws(WeightFileError) in try WeightFile(bytes: bytes, name: name, format: format) }
}
