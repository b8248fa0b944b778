import Testing

import WeightFiles

/// Expects a file to have the same readable tensors as a NumPy archive, with the same shapes and numbers.
///
/// The numbers must be equal in double precision, bit for bit.
func compare(_ file: WeightFile, _ arrays: WeightFile) throws {
    let readable = file.tensors.filter { $0.type != nil }
    #expect(Set(readable.map(\.name)) == Set(arrays.tensors.map(\.name)))
    for array in arrays.tensors {
        let tensor = try file.tensor(array.name)
        #expect(tensor.shape == array.shape, "\(array.name)")
        let (found, wanted) = (try rowMajor(tensor, of: file), try rowMajor(array, of: arrays))
        let isSame = found.map(\.bitPattern) == wanted.map(\.bitPattern)
        #expect(isSame, "\(array.name)")
    }
}

/// The numbers in row-major order, whatever the file's.
private func rowMajor(_ tensor: TensorInfo, of file: WeightFile) throws -> [Double] {
    let values = try file.reader(for: tensor).doubles()
    guard tensor.isFortranOrder, tensor.shape.count > 1 else { return values }
    return values.indices.map { place in
        var (rest, index) = (place, [Int](repeating: 0, count: tensor.shape.count))
        for axis in tensor.shape.indices.reversed() {
            (rest, index[axis]) = rest.quotientAndRemainder(dividingBy: tensor.shape[axis])
        }
        return values[tensor.shape.indices.reversed().reduce(0) { $0 * tensor.shape[$1] + index[$1] }]
    }
}

/// Reads everything in some bytes. An error that names the file is fine, too.
func exercise(_ bytes: [UInt8], _ name: String) {
    do {
        let file = try WeightFile(bytes: bytes, name: name)
        for tensor in file.tensors where tensor.type != nil { _ = try file.reader(for: tensor).doubles() }
    } catch {
        #expect("\(error)".contains(name))
    }
}
