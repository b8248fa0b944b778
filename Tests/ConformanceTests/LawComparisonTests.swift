import Claims
import Conformance
import Stats
import TestSupport
import Testing

@Suite struct LawComparisonTests {
    /// By hand: the cdfs of uniform laws on ±1 and ±2 are 1/4 apart at 1; those of N(0, 1) and N(0, 4) are Phi(x) -
    /// Phi(x/2) = 0.16133728441738426 apart at x = sqrt(8 log(2) / 3); a constant and a law about it are 1/2 apart.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            (ClaimedLaw.uniform(low: -1, high: 1), ClaimedLaw.uniform(low: -2, high: 2), 0.25, 1.0),
            (
                .normal(mean: 0, standardDeviation: 1), .normal(mean: 0, standardDeviation: 2),
                0.161_337_284_417_384_26,
                1.359_555_986_891_745_3
            ),
            (.constant(0), .uniform(low: -1, high: 1), 0.5, 0),
        ] as [(ClaimedLaw, ClaimedLaw, Double, Double)]
    )
    func `the distance is the largest of the cdfs'`(a: ClaimedLaw, b: ClaimedLaw, distance: Double, place: Double)
        throws
    {
        for comparison in [try LawComparison(a, b), try LawComparison(b, a)] {
            #expect(abs(comparison.distance - distance) < 1e-12)
            #expect(abs(abs(comparison.place) - place) < 1e-6)
            #expect(!comparison.isSame)
        }
    }

    @Test(.tags(.property)) func `two roundings of one formula are one law`() throws {
        let fans = ClaimedFans(fanIn: 784, fanOut: 256)
        for (a, b) in [
            ("torch.nn.Linear.weight", "torch.nn.init.kaiming_uniform_(a=sqrt(5))"),
            ("keras.GlorotUniform", "torch.nn.init.xavier_uniform_"),
            ("keras.HeNormal", "jax.nn.initializers.he_normal"),
        ] {
            let comparison = try LawComparison(Claim(a).law(fans: fans), Claim(b).law(fans: fans))
            #expect(comparison.isSame, "\(a) \(b)")
            #expect(comparison.valuesNeeded() == nil)
        }
    }

    @Test(.tags(.negativeControl)) func `laws of one variance and of different forms are two`() throws {
        let fans = ClaimedFans(fanIn: 784, fanOut: 256)
        let comparison = try LawComparison(
            Claim("keras.GlorotNormal").law(fans: fans),
            Claim("torch.nn.init.xavier_normal_").law(fans: fans)
        )
        #expect(!comparison.isSame)
        #expect(try abs(#require(comparison.deviationRatio) - 1) < 1e-12)
        #expect(comparison.distance > 0.01)
    }

    @Test(
        .tags(.property),
        arguments: [
            ("keras.GlorotNormal", "torch.nn.init.xavier_normal_"), ("glorot_uniform", "he_uniform"),
            ("keras.GlorotNormal", "tf.contrib.layers.xavier_initializer(uniform=False)"),
            ("normal(stddev=0.02)", "normal(stddev=0.021)"), ("zeros", "normal(stddev=0.02)"),
        ]
    )
    func `the values that are needed are noticed, and half of them are not`(a: String, b: String) throws {
        let fans = ClaimedFans(fanIn: 784, fanOut: 256)
        let comparison = try LawComparison(Claim(a).law(fans: fans), Claim(b).law(fans: fans))
        let needed = try #require(comparison.valuesNeeded())
        #expect(comparison.isNoticed(among: needed))
        #expect(!comparison.isNoticed(among: needed / 2))
    }

    @Test(.tags(.property)) func `orthogonal matrices are compared as such`() throws {
        let shape = [64, 32]
        let own = try Claim("orthogonal").law(of: shape)
        #expect(try LawComparison(own, Claim("keras.Orthogonal").law(of: shape)).isSame)
        let entrywise = try LawComparison(own, Claim("normal(stddev=0.125)").law(of: shape))
        #expect(!entrywise.isSame && entrywise.isStructured && entrywise.valuesNeeded() == nil)
    }
}
