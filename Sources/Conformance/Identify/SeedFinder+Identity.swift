internal import Claims
internal import Stats
internal import WeightFiles

extension SeedFinder.Tensor {
    /// A tensor and the claims that it conforms to, grouped by their law.
    init(_ reader: TensorReader, _ identity: TensorIdentity, fans: ClaimedFans?) {
        var laws: [(law: ClaimedLaw, hypotheses: [Hypothesis])] = []
        for conforming in identity.claims {
            guard let claim = try? Claim(conforming.claim),
                let hypothesis = try? Hypothesis(claim, of: reader.info, fans: claim.scheme.fanRule == nil ? nil : fans)
            else { continue }
            if let place = laws.firstIndex(where: { $0.law == conforming.law }) {
                laws[place].hypotheses.append(hypothesis)
            } else if laws.count < SeedFinder.lawLimit {
                laws.append((conforming.law, [hypothesis]))
            }
        }
        self.init(reader, laws.map(\.hypotheses))
    }
}
