internal import Claims
internal import Initializers

extension PlantedDefect {
    /// Mistakes that touch some values, or the places that values lie on.
    static let values: [PlantedDefect] = [
        PlantedDefect("last 1 % zero", "the last shard was never initialised", claim: "normal(stddev=0.02)") { _ in
            (.normal(mean: 0, standardDeviation: 0.02), .zeroEnd)
        },
        PlantedDefect("first columns zero", "the first of eight shards was never loaded", claim: "glorot_uniform") {
            (uniform(limit($0)), .zeroFirstColumns)
        },
        PlantedDefect("tail cut at 3 sd", "a normal law without its outermost 0.27 %", claim: "normal(stddev=0.02)") {
            _ in
            (.truncatedNormal(mean: 0, standardDeviation: 0.02, low: -3, high: 3), nil)
        },
        PlantedDefect(
            "one weight in 50,000 far out",
            "every 50,000th value is 4.7 standard deviations from the mean",
            claim: "normal(stddev=0.02)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.02), .plant(value: 4.7 * 0.02, first: 77, period: 50_000))
        },
        PlantedDefect(
            "16-bit grid",
            "uniforms on 65,536 values",
            claim: "uniform(low=-0.05, high=0.05)"
        ) { _ in
            (.uniform(low: -0.05, high: 0.05), .quantise(step: 0.1 / 65536))
        },
        PlantedDefect("8-bit quantised", "a uniform law on 256 values", claim: "uniform(low=-0.05, high=0.05)") { _ in
            (.uniform(low: -0.05, high: 0.05), .quantise(step: 0.1 / 255))
        },
        PlantedDefect("7-bit grid", "uniforms made in bfloat16's 7 bits", claim: "uniform(low=-0.05, high=0.05)") { _ in
            (.uniform(low: -0.05, high: 0.05), .quantise(step: 0.1 / 128))
        },
        PlantedDefect(
            "bfloat16 through and through",
            "a truncated normal whose uniform and inverse error function were rounded to bfloat16",
            claim: "truncated_normal(stddev=0.1, dtype='bfloat16')"
        ) { _ in
            (.uniform(low: -1, high: 1), .bfloat16Quantile(deviation: 0.1))
        },
        PlantedDefect(
            "drawn in float16's own 10 bits",
            "uniforms on 1,024 places, as JAX draws them in the type itself",
            claim: "uniform(low=-0.05, high=0.05, dtype='float16')"
        ) { _ in
            (.uniform(low: -0.05, high: 0.05), .quantise(step: 0.1 / 1024))
        },
        PlantedDefect(
            "bounded far: 10 % off",
            "a standard deviation 10 % too large under bounds 32 of them away",
            claim: "torch.nn.init.trunc_normal_(std=0.0625)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 1.1 * 0.0625), nil)
        },
        PlantedDefect(
            "Student's t for normal",
            "20 degrees of freedom, scaled to the claimed variance",
            claim: "normal(stddev=0.02)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.02), .student(degreesOfFreedom: 20))
        },
        PlantedDefect("QR without sign fix", "the orthogonal factor as LAPACK returns it", claim: "orthogonal") { _ in
            (.normal(mean: 0, standardDeviation: 1), .unsignedQR)
        },
    ]

    /// Mistakes that leave every single weight's law as it is: only the weights together show them.
    static let dependence: [PlantedDefect] = [
        PlantedDefect("columns correlated at 0.02", "a common part in every row", claim: "normal(stddev=0.02)") { _ in
            (.normal(mean: 0, standardDeviation: 0.02), .correlateRows(rho: 0.02))
        },
        PlantedDefect("half the rows repeated", "every second row copies the one before", claim: "glorot_uniform") {
            (uniform(limit($0)), .repeatRows)
        },
        PlantedDefect("sorted weights", "each row in increasing order", claim: "keras.RandomNormal") { _ in
            (.normal(mean: 0, standardDeviation: 0.05), .sortRows)
        },
        PlantedDefect("alternating signs", "the sign is the parity of the index", claim: "glorot_gaussian") {
            (.normal(mean: 0, standardDeviation: (2 / ($0.fanIn + $0.fanOut)).squareRoot()), .alternateSigns)
        },
        PlantedDefect("one block eight times", "the first eighth fills the tensor", claim: "keras.GlorotUniform") {
            (uniform(limit($0)), .repeatBlock)
        },
        PlantedDefect("layers share a seed", "every tensor is drawn under the same key", claim: "tanh_uniform") {
            (uniform(limit($0)), .shareKeys)
        },
        PlantedDefect(
            "two schemes share a seed",
            "another layer, of a uniform law, is drawn under the same key",
            claim: "normal(stddev=0.02)",
            twin: "glorot_uniform"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.02), nil)
        },
        PlantedDefect(
            "one stream at two scales",
            "another layer, of other fans, is drawn under the same key",
            claim: "lecun_uniform",
            twin: "he_uniform"
        ) {
            (uniform((3 / $0.fanIn).squareRoot()), nil)
        },
        PlantedDefect(
            "halves of rows equal",
            "two shards of the last axis share a seed",
            claim: "torch.nn.init.xavier_normal_"
        ) {
            (.normal(mean: 0, standardDeviation: (2 / ($0.fanIn + $0.fanOut)).squareRoot()), .repeatHalfRows)
        },
        PlantedDefect(
            "scale falls along the rows",
            "from 3 % too wide to 3 % too narrow",
            claim: "normal(stddev=0.02)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.02), .slopeRows(0.03))
        },
        PlantedDefect(
            "halves of columns +5 % and -5 %",
            "the first half of each row is 5 % too wide, the second 5 % too narrow",
            claim: "normal(stddev=0.02)"
        ) { _ in
            (.normal(mean: 0, standardDeviation: 0.02), .scaleHalves(by: 0.05))
        },
        PlantedDefect("RANDU", "x = 65539 x mod 2^31", claim: "uniform(low=-0.05, high=0.05)") { _ in
            (.uniform(low: -0.05, high: 0.05), .randu(limit: 0.05))
        },
    ]
}
