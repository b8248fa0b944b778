import ArgumentParser
import Conformance
import Report
import Stats

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows the closed form that a claim states, its source, and what it comes to at a shape."
    )

    @Argument(help: "A claim, such as prettytensor.xavier_init or \"torch.nn.init.xavier_uniform_(gain=5/3)\".")
    var claim: String

    @Option(help: ShapeArgument.help)
    var shape: ShapeArgument?

    func run() async throws {
        try await ExitStatus.reporting {
            let claim = try Claim(self.claim)
            let scheme = claim.scheme
            // Before anything is printed: a shape without fans leaves nothing on standard output.
            let fans = try self.shape.flatMap { try claim.fans(of: $0.sizes) }
            print(claim.text)
            field("call", claim.signature)
            field("closed form", scheme.closedForm)
            field("source", claim.source)
            field("fans", scheme.fanRule?.summary ?? "none: the law does not depend on the shape")
            field("in Swift", scheme.swiftCall)
            for (place, namesake) in scheme.namesakes.enumerated() {
                field(place == 0 ? "unlike" : "", "\(namesake.names): \(namesake.law)")
            }
            if let shape = self.shape {
                field("shape", Figures.shape(shape.sizes))
                if let fans {
                    field("fan_in", Figures.six(fans.fanIn))
                    field("fan_out", Figures.six(fans.fanOut))
                }
            }
            guard self.shape != nil || scheme.fanRule == nil else {
                print("  give a --shape to see the figures")
                return
            }
            for form in try claim.forms() {
                try explain(form, fans)
            }
        }
    }

    // MARK: - Implementation

    private func explain(_ form: Claim, _ fans: ClaimedFans?) throws {
        let law = try form.law(of: shape?.sizes ?? [])
        let distribution = try law.distribution()
        print("\n  \(form.text)")
        field("  law", Self.describe(law))
        let support = distribution.support
        field("  support", "[\(Figures.six(support.lowerBound)), \(Figures.six(support.upperBound))]")
        field("  mean", Figures.six(distribution.mean))
        field("  variance", Figures.six(distribution.variance))
        field("  standard dev.", Figures.six(distribution.standardDeviation))
        if form.scalarType != .float32, !law.isDeterministic, !law.isStructured {
            field("  in \(form.scalarType.rawValue)", form.sixteenBitRounding(of: law).summary)
        }
        if let fans {
            let ratio = distribution.variance * (fans.fanIn + fans.fanOut) / 2
            field("  over Glorot's", "\(Figures.six(ratio)) times 2/(fan_in+fan_out)")
        }
    }

    private static func describe(_ law: ClaimedLaw) -> String {
        switch law {
        case .constant(let value): "every entry equals \(Figures.six(value))"
        case .uniform(let low, let high): "uniform on [\(Figures.six(low)), \(Figures.six(high))]"
        case .orthogonal(let gain, let rows, let columns):
            "\(Figures.six(gain)) times a Haar-distributed matrix of \(rows) rows and \(columns) columns; below, an entry"
        case .identity(let gain, let rows, let columns):
            "\(Figures.six(gain)) on the diagonal of \(rows) rows and \(columns) columns, else 0; below, a random place"
        case .dirac(let groups, let shape):
            "1 at the centre of \(groups * min(shape[0] / groups, shape[1])) kernels, else 0; below, a random place"
        case .sparse(let sparse):
            "\(sparse.zeros) zeros in every \(sparse.line == .column ? "column" : "row") of \(sparse.length), else normal, "
                + "mean \(Figures.six(sparse.mean)), standard deviation \(Figures.six(sparse.standardDeviation)); below, "
                + "an entry"
        case .deltaOrthogonal(let gain, let shape):
            "\(Figures.six(gain)) times a Haar-distributed matrix of \(shape[shape.count - 2]) rows and "
                + "\(shape[shape.count - 1]) columns at the kernel's centre, else 0; below, a random place"
        case .normal(let mean, let deviation):
            "normal, mean \(Figures.six(mean)), standard deviation \(Figures.six(deviation))"
        case .truncatedNormal(let mean, let deviation, let low, let high):
            "normal, mean \(Figures.six(mean)), standard deviation \(Figures.six(deviation)), "
                + "truncated at \(Figures.six(low)) and \(Figures.six(high)) of its standard deviations"
        }
    }

    private func field(_ name: String, _ value: String) {
        let width = 16
        print("  \(name)\(String(repeating: " ", count: max(1, width - name.count)))\(value)")
    }
}
