import Initializers
import TestSupport
import Testing

#if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    /// Rules whose scale, or the square of whose gain, half precision cannot hold. The framework's arithmetic decides
    /// whether it can hold the limit or the deviation.
    @Suite("Large scales in half precision")
    struct ThreefryOverflowTests {
        typealias Vector = (
            factor: StreamLaw.Scaling.Factor, distribution: VarianceScaling.Distribution, bits: [UInt16]
        )

        /// The first six of a tensor of 256 inputs and 64 outputs.
        static func bits(
            _ stream: some WeightStream,
            _ factor: StreamLaw.Scaling.Factor,
            _ mode: VarianceScaling.Mode,
            _ distribution: VarianceScaling.Distribution
        ) throws -> [UInt16] {
            var stream = stream
            let fans = try Fans(fanIn: 256, fanOut: 64)
            let law = StreamLaw.scaling(.init(factor, mode: mode, distribution: distribution, fans: fans))
            return try stream.draw(law, shape: [256, 64], as: Float16.self).scalars.prefix(6).map(\.bitPattern)
        }

        @Test(
            "JAX's variance_scaling",
            .tags(.knownAnswer),
            arguments: [
                (.scale(1e5), .uniform, [0xCE9B, 0xCCA2, 0xCFB6, 0xCAF5, 0x4CA6, 0xC4C0]),
                (.scale(5e6), .uniform, [0xD9D6, 0xD818, 0xDAD0, 0xD626, 0x581C, 0xD032]),
                (.scale(1e7), .untruncatedNormal, [0xDB6E, 0xD891, 0xDD14, 0xD695, 0x5899, 0xD04D]),
                (.scale(1e7), .truncatedNormal, [0xDBDA, 0xD8EC, 0xDD2D, 0xD71F, 0x58F0, 0xD0AE]),
            ] as [Vector]
        )
        func jax(vector: Vector) throws {
            #expect(try Self.bits(JAX.Key(3), vector.factor, .fanIn, vector.distribution) == vector.bits)
        }

        @Test(
            "Keras' VarianceScaling on JAX",
            .tags(.knownAnswer),
            arguments: [
                (.scale(1e9), .uniform, [0x6524, 0xE86E, 0xE8B4, 0x5FB8, 0xEA8B, 0x6534]),
                (.scale(1e9), .untruncatedNormal, [0x63C6, 0xE763, 0xE805, 0x5DA4, 0xEC6C, 0x63DB]),
                (.scale(1e5), .truncatedNormal, [0x4960, 0xCD0E, 0xCD7B, 0x43D3, 0xD12B, 0x496C]),
            ] as [Vector]
        )
        func keras(vector: Vector) throws {
            let stream = Keras.JAXStream(seed: (3, 0))
            #expect(try Self.bits(stream, vector.factor, .fanIn, vector.distribution) == vector.bits)
        }

        @Test(
            "MLX's glorot_uniform and glorot_normal",
            .tags(.knownAnswer),
            arguments: [
                (.gain(300), .uniform, [0xCE8A, 0x50D5, 0xCC97, 0x4C76, 0xD0A8, 0x50C3]),
                (.gain(2e5), .uniform, [0xF442, 0x764A, 0xF1FA, 0x71D0, 0xF610, 0x7632]),
                (.gain(300), .untruncatedNormal, [0xCD64, 0x5194, 0xCB07, 0x4AD1, 0xD0F9, 0x5150]),
                (.gain(2e5), .untruncatedNormal, [0xF305, 0x7743, 0xF093, 0x7070, 0xF67A, 0x76EB]),
            ] as [Vector]
        )
        func mlx(vector: Vector) throws {
            let stream = MLX.Generator(seed: 3)
            #expect(try Self.bits(stream, vector.factor, .fanAverage, vector.distribution) == vector.bits)
        }

        @Test("What the frameworks draw as infinities is refused", .tags(.negativeControl))
        func overflow() throws {
            for distribution in [VarianceScaling.Distribution.uniform, .untruncatedNormal] {
                #expect(throws: InitializerError.self) {
                    try Self.bits(JAX.Key(3), .scale(1e8), .fanIn, distribution)
                }
                #expect(throws: InitializerError.self) {
                    try Self.bits(Keras.JAXStream(seed: (3, 0)), .scale(1e14), .fanIn, distribution)
                }
                #expect(throws: InitializerError.self) {
                    try Self.bits(MLX.Generator(seed: 3), .gain(1e6), .fanAverage, distribution)
                }
            }
            // The variance is finite, but not three times the variance.
            #expect(throws: InitializerError.self) { try Self.bits(JAX.Key(3), .scale(1e7), .fanIn, .uniform) }
        }
    }
#endif
