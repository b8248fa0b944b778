import Initializers
import TestSupport
import Testing

@Suite("Bounds of PyTorch's truncated law")
struct PyTorchTruncatedBoundTests {
    /// `trunc_normal_(tensor, mean, deviation, low, high)` of PyTorch 2.15, on 1000 values in double precision, after
    /// `manual_seed(7)`: the first digits of the values' SHA-256. `mean + deviation * ((bound - mean) / deviation)` is
    /// not the bound for at least one of each two.
    static let tensors: [(mean: Double, deviation: Double, low: Double, high: Double, digest: String)] = [
        (-0.26, 0.3, -1.02, -0.456, "7bc347805b93743d"),
        (0.25, 0.744, -1.86, 0.7, "b6a882f64caa1795"),
        (0.23, 0.1, -0.06, 0.1, "0642e1235adea6ce"),
        (0.93, 0.4, 0.0, 1.96, "9f2f5b87557a0450"),
        (-0.04, 0.32, -0.53, -0.4, "392ed6d4f221a9d8"),
        (0.42, 0.6, 0.1, 2.35, "946bd960e13ef88b"),
        (-0.88, 0.4, -1.47, 0.09, "d51595929180215f"),
        (0.38, 0.32, 0.055, 1.2, "55eb3ccf8824d2f7"),
        (0.98, 0.96, -1.731, -0.78, "7633fc213361ff93"),
        (0.88, 0.4, -0.174, 1.39, "3a775c0a66e015e2"),
        (0.46, 0.18, 0.164, 0.424, "015417592dd56531"),
        (0.9, 0.3, 0.152, 0.702, "a0c300a282b18d2c"),
        (-0.26, 0.151, -0.452, 0.1, "a6d609369ffe94c5"),
        (-0.3, 0.9, -1.442, 0.725, "706939d77f51694c"),
        (-0.35, 0.878, -1.45, 1.99, "80542ca0bc7d2db7"),
        (0.94, 0.4, 0.193, 1.41, "bd59ccd5ee53631a"),
        (0.07, 0.34, -0.69, 0.0, "b27f5e9f6d7a2aab"),
        (0.36, 0.72, -0.72, 0.3, "a61525c4214275d3"),
        (-0.9, 0.8, -2.44, -0.1, "95a9e075c09d2814"),
        (0.41, 0.4, -0.354, 1.0, "105fd11db36c7773"),
        (-0.2, 0.6, -1.045, 0.66, "394fd70a6457600b"),
        (0.5, 0.5, -0.731, 0.27, "702a309c2a7883e8"),
        (0.43, 0.7, -0.83, -0.4, "4f0f5729703b86d5"),
        (0.45, 0.1, 0.166, 0.4, "af3e85534eba5723"),
    ]

    @Test("A bound that is a short number is that number, not one beside it", .tags(.knownAnswer), arguments: tensors)
    func shortBounds(
        tensor: (mean: Double, deviation: Double, low: Double, high: Double, digest: String)
    ) throws {
        var generator = PyTorch.Generator(manualSeed: 7)
        let law = StreamLaw.truncatedNormal(
            mean: tensor.mean,
            standardDeviation: tensor.deviation,
            low: (tensor.low - tensor.mean) / tensor.deviation,
            high: (tensor.high - tensor.mean) / tensor.deviation
        )
        let values = try generator.draw(law, shape: [1000], as: Double.self).scalars
        #expect(values.withUnsafeBytes { SHA256.hex($0) }.hasPrefix(tensor.digest))
    }
}
