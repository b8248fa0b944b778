internal import Stats

extension Workload {
    /// P-values of statistics from the middle of the null distribution to far out in its tail.
    public static func pValues() throws -> [Workload] {
        let sink = Sink()
        // In units of the statistic's scale: sqrt(n) D of Kolmogorov's law has its median at 0.83, and 3 is 3e-8.
        let scaled = stride(from: 0.4, to: 3, by: 0.1625).map { $0 }
        let distances = [100, 10_000, 1_000_000, 100_000_000].map { n in
            let law = KolmogorovDistribution(count: n)
            let root = Double(n).squareRoot()
            return Workload("p-value, Kolmogorov, n = \(n)", .microsecondsPerCall, count: scaled.count) {
                for x in scaled { sink.value += law.survival(x / root) }
            }
        }
        let squares = try [511.0, 4_194_304].map { degrees in
            let law = try ChiSquare(degreesOfFreedom: degrees)
            let deviation = (2 * degrees).squareRoot()
            return Workload("p-value, chi-square, \(Int(degrees)) degrees", .microsecondsPerCall, count: scaled.count) {
                for x in scaled { sink.value += law.survival(degrees + 2 * x * deviation).value }
            }
        }
        let normal = Workload("p-value, normal", .microsecondsPerCall, count: scaled.count) {
            for x in scaled {
                sink.value += try NullDistribution.normal.probability(of: .upper, at: 3 * x, .init()).value
            }
        }
        return distances + squares + [normal]
    }
}
