import Foundation
import TestSupport
import WeightFiles

/// A .safetensors file in memory, assembled byte by byte.
struct MadeFile {
    private var entries: [String] = []
    private var data: [UInt8] = []

    /// Adds a tensor of a type that the format names, from its elements' bytes.
    mutating func add(_ name: String, type: String, _ shape: [Int], bytes: [UInt8]) {
        let sizes = shape.map(String.init).joined(separator: ",")
        let end = data.count + bytes.count
        entries.append(
            "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":[\(sizes)],\"data_offsets\":[\(data.count),\(end)]}"
        )
        data += bytes
    }

    /// Adds a float32 tensor.
    mutating func add(_ name: String, _ shape: [Int], _ values: [Float]) {
        add(name, type: "F32", shape, bytes: values.flatMap { Self.littleEndian($0.bitPattern) })
    }

    /// Adds a bfloat16 tensor: the upper halves of float32's bits, rounded to nearest even.
    mutating func addBFloat16(_ name: String, _ shape: [Int], _ values: [Float]) {
        let halves = values.map { value in
            UInt16((value.bitPattern + 0x7FFF + (value.bitPattern >> 16 & 1)) >> 16)
        }
        add(name, type: "BF16", shape, bytes: halves.flatMap(Self.littleEndian))
    }

    /// The file.
    func file(_ name: String = "made.safetensors") throws -> WeightFile {
        let header = Array("{\(entries.joined(separator: ","))}".utf8)
        return try WeightFile(bytes: Self.littleEndian(UInt64(header.count)) + header + data, name: name)
    }

    /// A float64 .npy file, with the values in the order of the file.
    static func npy(_ name: String, _ shape: [Int], isFortranOrder: Bool, _ values: [Double]) throws -> WeightFile {
        let sizes = shape.map { "\($0), " }.joined()
        let order = isFortranOrder ? "True" : "False"
        let header = Array("{'descr': '<f8', 'fortran_order': \(order), 'shape': (\(sizes)), }".utf8)
        let start = [0x93] + Array("NUMPY".utf8) + [1, 0] + littleEndian(UInt16(header.count))
        return try WeightFile(bytes: start + header + values.flatMap { littleEndian($0.bitPattern) }, name: name)
    }

    private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

extension SplitMix64 {
    /// Uniform values on (-limit, limit).
    mutating func uniform(_ count: Int, limit: Double) -> [Double] {
        (0..<count).map { _ in limit * (2 * uniform() - 1) }
    }

    /// Normal values by Box & Muller (1958).
    mutating func normal(_ count: Int, deviation: Double) -> [Double] {
        (0..<count).map { _ in
            deviation * (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
        }
    }
}
