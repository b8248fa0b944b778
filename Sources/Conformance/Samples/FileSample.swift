internal import NumberTypes
internal import Stats
internal import WeightFiles

/// A type in which tensors of files are tested.
protocol FileScalar: SampleScalar, DigestElement {
    static func read(
        _ reader: TensorReader,
        _ range: Range<Int>,
        into destination: inout MutableSpan<Self>
    ) throws(WeightFileError)
}

extension Float: FileScalar {
    static func read(
        _ reader: TensorReader,
        _ range: Range<Int>,
        into destination: inout MutableSpan<Float>
    ) throws(WeightFileError) {
        try reader.read(range, into: &destination)
    }
}

extension Double: FileScalar {
    static func read(
        _ reader: TensorReader,
        _ range: Range<Int>,
        into destination: inout MutableSpan<Double>
    ) throws(WeightFileError) {
        try reader.read(range, into: &destination)
    }
}

/// A tensor of a file as a sample, in the order of the file.
struct FileSample<Scalar: FileScalar>: SampleSource {
    let reader: TensorReader

    /// What is kept of the values; it also reveals a later reading that differs.
    var digest: TensorDigest?

    var count: Int { reader.count }

    var isSequential: Bool { reader.isSequential }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Scalar>) throws {
        try destination.withPart(0..<range.count) { part in
            try Scalar.read(reader, range, into: &part)
            try digest?.add(part.span, at: range.lowerBound)
        }
    }

    /// All values, in memory, in the order of the file.
    func inMemory() throws -> ArraySample<Scalar> {
        var values = [Scalar](repeating: 0, count: count)
        var span = values.mutableSpan
        try read(0..<count, into: &span)
        return ArraySample(values)
    }

    /// All values, in memory and row-major. Fortran order, which puts the first axis first, is undone.
    func rowMajor() throws -> ArraySample<Scalar> {
        let values = try inMemory().values
        let shape = reader.info.shape
        guard reader.info.isFortranOrder, shape.count > 1, count > 0 else { return ArraySample(values) }
        // In Fortran order, the place of an index is the sum of its parts times the sizes before them.
        var steps = [Int](repeating: 1, count: shape.count)
        for axis in 1..<shape.count { steps[axis] = steps[axis - 1] * shape[axis - 1] }
        var index = [Int](repeating: 0, count: shape.count)
        var result = values
        for position in 0..<count {
            result[position] = values[zip(index, steps).reduce(0) { $0 + $1.0 * $1.1 }]
            var axis = shape.count - 1
            while axis >= 0 {
                index[axis] += 1
                if index[axis] < shape[axis] { break }
                index[axis] = 0
                axis -= 1
            }
        }
        return ArraySample(result)
    }
}

extension LatticeSample {
    /// The 16-bit patterns of a tensor.
    ///
    /// - Parameters:
    ///   - digest: what is kept of the values besides their counts.
    ///   - keepingOrder: whether the first patterns are also kept in their order.
    init(_ reader: TensorReader, digest: TensorDigest? = nil, keepingOrder: Bool = true) throws {
        try self.init(0..<reader.count, of: reader, digest: digest, keepingOrder: keepingOrder)
    }

    /// Some of the 16-bit patterns of a tensor.
    init(
        _ places: Range<Int>,
        of reader: TensorReader,
        digest: TensorDigest? = nil,
        keepingOrder: Bool = true
    ) throws {
        self.init()
        var buffer = [UInt16](repeating: 0, count: min(TensorDigest.chunkSize, max(1, places.count)))
        var start = places.lowerBound
        while start < places.upperBound {
            let length = min(buffer.count, places.upperBound - start)
            var span = buffer.mutableSpan
            try span.withPart(0..<length) { part in
                try reader.read(start..<(start + length), into: &part)
                try digest?.add(part.span, at: start)
            }
            add(Array(buffer[..<length]), keepingOrder: keepingOrder)
            start += length
        }
    }
}
