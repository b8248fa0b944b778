import TestSupport
import Testing

import Claims

@Suite struct ClaimNameTests {
    private func nearest(_ text: String) -> [String]? {
        do throws(ClaimError) {
            _ = try Claim(text)
            return nil
        } catch {
            guard case .unknownName(_, let nearest) = error else { return nil }
            return nearest
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("glorot_unifrom", "glorot_uniform"), ("Glorot_Uniform", "glorot_uniform"), ("he_nornal", "he_normal"),
            ("keras.GlorotUnifrom", "keras.GlorotUniform"), ("zeroes", "zeros"),
            ("torch.nn.init.xavier_unifrom_", "torch.nn.init.xavier_uniform_"),
            ("nn.init.kaimng_normal_", "torch.nn.init.kaiming_normal_"),
            ("torch.nn.Liner.weight", "torch.nn.Linear.weight"), ("nn.Conv2D.weigth", "nn.Conv2d.weight"),
            ("torch.nn.LayerNorm.wieght", "torch.nn.LayerNorm.weight"),
            ("torch.nn.LSTM.weight_ii_l0", "torch.nn.LSTM.weight_ih"),
            ("keras.layers.LayerNormalisation.gamma", "keras.layers.LayerNormalization.gamma"),
            ("keras.layers.Dense.kernal", "keras.layers.Dense.kernel"),
            ("numpy.random.noraml", "numpy.random.normal"), ("mlx.nn.LSTM.Wy", "mlx.nn.LSTM.Wx"),
            ("flax.linen.Dense.kernl", "flax.linen.Dense.kernel"), ("caffe.xaver", "caffe.xavier"),
            // Glorot's first name where the framework uses his last.
            ("keras.xavier_normal", "keras.GlorotNormal"), ("keras.initializers.kaiming_unifrm", "keras.HeUniform"),
            ("keras.layers.Dens", "keras.layers.Dense"),
        ]
    )
    func `a misspelled name is answered with the nearest one first`(wrong: String, right: String) {
        #expect(nearest(wrong)?.first == right)
        #expect((nearest(wrong)?.count ?? 0) <= 3)
        #expect(nearest(wrong + "(gain=2)") == nearest(wrong))
    }

    @Test func `a name far from all others has no nearest one`() {
        #expect(nearest("quite_another_thing_altogether") == [])
        let error = ClaimError.unknownName("x", nearest: [])
        #expect(error.description.contains("glorot list"))
    }

    @Test func `a claim keeps the text that was written`() throws {
        let text = " nn.init.xavier_uniform_( w , gain = 2 ) "
        let claim = try Claim(text)
        #expect(claim.text == text && claim.description == text)
        #expect(claim.scheme.name == "torch.nn.init.xavier_uniform_")
        #expect(claim.scheme.framework == "torch")
        #expect(try Claim("glorot_uniform").scheme.framework.isEmpty)
    }
}
