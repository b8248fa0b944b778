internal import Synchronization

/// Presents a tensor's elements in row-major order, whatever their order in the storage.
///
/// Everything between the first and the last element is read at once and held. Otherwise a column-wise walk would read
/// the file over and over.
final class StridedRegion: ByteRegion {
    /// The most bytes held.
    static let limit = 1 << 26

    let size: Int
    private let base: any ByteRegion
    private let start: Int
    private let shape: [Int]
    private let strides: [Int]
    private let elementSize: Int
    private let held = Mutex<[UInt8]?>(nil)

    /// - Parameters:
    ///   - base: the storage.
    ///   - start: the first element's place in it, in bytes.
    ///   - length: bytes from there to the end of the last one.
    init(_ base: any ByteRegion, start: Int, length: Int, shape: [Int], strides: [Int], elementSize: Int) {
        (self.base, self.start, self.shape, self.strides, self.elementSize) = (base, start, shape, strides, elementSize)
        self.length = length
        size = shape.reduce(elementSize, *)
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        let bytes = try bytes()
        // The index of the first element to read, and its place.
        var index = [Int](repeating: 0, count: shape.count)
        var rest = offset / elementSize
        for axis in shape.indices.reversed() {
            (rest, index[axis]) = rest.quotientAndRemainder(dividingBy: shape[axis])
        }
        var place = zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 } * elementSize
        var written = 0
        while written < buffer.count {
            for byte in 0..<elementSize { buffer[written + byte] = bytes[place + byte] }
            written += elementSize
            var axis = shape.count - 1
            while axis >= 0 {
                index[axis] += 1
                place += strides[axis] * elementSize
                if index[axis] < shape[axis] { break }
                place -= index[axis] * strides[axis] * elementSize
                index[axis] = 0
                axis -= 1
            }
        }
    }

    // MARK: - Implementation

    private let length: Int

    private func bytes() throws(WeightFileError) -> [UInt8] {
        if let bytes = held.withLock({ $0 }) { return bytes }
        let bytes = try base.bytes(at: start, count: length)
        held.withLock { $0 = bytes }
        return bytes
    }
}
