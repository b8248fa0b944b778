import TestSupport
import Testing

import NumberTypes
import WeightFiles

/// Files that Keras and h5py wrote, compared with what Keras has: Scripts/generate/keras-files.py.
@Suite struct KerasReaderTests {
    private static func open(_ name: String) throws -> WeightFile {
        try WeightFile(path: Fixture.path("keras/\(name)"))
    }

    @Test(.tags(.knownAnswer)) func `an .h5 has the path, shape and numbers of every variable`() throws {
        let (file, expected) = (try Self.open("network.h5"), try Self.open("network.npz"))
        #expect(file.format == .keras)
        for array in expected.tensors where !array.name.hasPrefix("sgd/") {
            let tensor = try file.tensor(array.name)
            #expect(tensor.shape == array.shape, "\(array.name)")
            #expect(try file.doubles(array.name) == expected.doubles(array.name), "\(array.name)")
        }
    }

    @Test(.tags(.knownAnswer), arguments: ["network.keras", "network.weights.h5", "network.h5"])
    func `every variable is there once`(name: String) throws {
        let (file, expected) = (try Self.open(name), try Self.open("network.npz"))
        let wanted = try expected.tensors.map { "\($0.shape) \(try expected.doubles($0.name))" }
        let found = try file.tensors.map { "\($0.shape) \(try file.doubles($0.name))" }
        let isSame = found.sorted() == wanted.sorted()
        #expect(isSame)
    }

    @Test(.tags(.knownAnswer)) func `a .keras names variables by their layers' classes`() throws {
        let (file, expected) = (try Self.open("network.keras"), try Self.open("network.npz"))
        for (name, path) in [
            ("stem/kernel", "stem/kernel"), ("head/kernel", "head/kernel"), ("norm/gamma", "norm/gamma"),
            ("norm/moving_variance", "norm/moving_variance"),
            ("separable/depthwise_kernel", "separable/depthwise_kernel"),
            ("separable/bias", "separable/bias"),
        ] {
            let array = try #require(expected.tensors.first { $0.name.hasSuffix(path) })
            #expect(try file.doubles(name) == expected.doubles(array.name))
        }
        let names = file.tensors.map(\.name)
        // Without its scale, a normalization numbers its other variables, and the file does not say which is which.
        #expect(names.contains("layers/unscaled/vars/0") && !names.contains("unscaled/gamma"))
        #expect(names.contains { $0.hasSuffix("inner/kernel") })
    }

    @Test(.tags(.knownAnswer)) func `every type that h5py writes is read or named`() throws {
        let file = try Self.open("types.h5")
        for name in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"] {
            #expect(try file.doubles("numbers/\(name)") == Fixture.values)
            #expect(try file.tensor("numbers/\(name)").shape == [2, 3, 4])
        }
        for name in ["i1", "<i2", ">i4", "<i8", "u1", "<u2", "<u4", "<u8", "?"] {
            #expect(try file.doubles("exact/\(name)") == [0, 1, 1])
        }
        #expect(try file.doubles("scalar") == [2.5])
        #expect(try file.tensor("scalar").shape == [])
        #expect(try file.doubles("empty") == [])
        #expect(try file.doubles("unwritten") == [0, 0, 0])
        for index in 0..<40 { #expect(try file.doubles("many/\(index)") == [Double(index)]) }
        #expect(file.tensors.filter { $0.type == nil }.map(\.name) == ["chunked", "text"])
        #expect(try file.tensor("chunked").note?.contains("chunked or compressed") == true)
    }

    @Test(.tags(.property)) func `any damaged byte is an error or changes nothing but numbers and names`() throws {
        for name in ["types.h5", "network.keras"] {
            let bytes = try Fixture.bytes("keras/\(name)")
            for place in stride(from: 0, to: bytes.count, by: 97) {
                var damaged = bytes
                damaged[place] ^= 0x15
                exercise(damaged, name)
                if place.isMultiple(of: 5) { exercise(Array(bytes[..<place]), name) }
            }
        }
    }
}
