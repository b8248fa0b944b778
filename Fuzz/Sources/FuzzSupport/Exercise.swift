import NumberTypes
public import WeightFiles

/// The bytes that libFuzzer passes.
public func input(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}

/// Opens a file and reads all of it, from the start and again from the middle.
///
/// An error is fine if it has a message and a path. Anything else ends the process.
public func exercise(_ open: () throws(WeightFileError) -> WeightFile) {
    do throws(WeightFileError) {
        let file = try open()
        for tensor in file.tensors.prefix(16) { try read(tensor, of: file) }
        try file.verifyUnchanged()
    } catch {
        precondition(!error.description.isEmpty && !error.path.isEmpty)
    }
}

private func read(_ tensor: TensorInfo, of file: WeightFile) throws(WeightFileError) {
    precondition(tensor.count >= 0 && tensor.shape.allSatisfy { $0 >= 0 })
    guard let type = tensor.type else { return }
    let reader = try file.reader(for: tensor)
    // Inputs are short, so a larger count belongs to a deflated member that promises too much.
    let count = min(reader.count, 1 << 12)
    var doubles = [Double](repeating: 0, count: count)
    var span = doubles.mutableSpan
    try reader.read(0..<count, into: &span)
    if type == .float16 || type == .bfloat16 {
        var patterns = [UInt16](repeating: 0, count: count)
        var span = patterns.mutableSpan
        try reader.read(0..<count, into: &span)
        let infinity: UInt16 = type == .float16 ? 0x7C00 : 0x7F80
        for i in 0..<count where doubles[i] == doubles[i] {
            // Sign, zero and infinity match the pattern.
            precondition((doubles[i].sign == .minus) == (patterns[i] >> 15 == 1))
            precondition((doubles[i] == 0) == (patterns[i] & 0x7FFF == 0))
            precondition(doubles[i].isInfinite == (patterns[i] & 0x7FFF == infinity))
        }
    }
    let middle = count / 2
    var floats = [Float](repeating: 0, count: count - middle)
    var half = floats.mutableSpan
    do throws(WeightFileError) {
        try reader.read(middle..<count, into: &half)
    } catch {
        precondition(type == .float64 || type.isExact)
        return
    }
    // Both ways of reading agree.
    for i in middle..<count where doubles[i] == doubles[i] { precondition(doubles[i] == Double(floats[i - middle])) }
}
