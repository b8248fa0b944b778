internal import Claims
internal import Stats

/// Whether the tensors of some files are as initializers left them.
///
/// Training moves every weight. A bounded law then has values beyond its bounds, a spread grows or shrinks, and no value is
/// the generator's any more. So a tensor that is equal to what a framework draws has not been trained; one that conforms
/// to no known law has been, or was drawn by something that this package does not know.
public struct Untrained: Sendable {
    /// The identification that it rests on.
    public let identification: Identification

    /// The tensors, in the order of the files.
    public let cases: [Case]

    /// One tensor, and whether it is as an initializer left it.
    public struct Case: Sendable {
        /// The tensor.
        public let tensor: IdentifiedTensor

        /// Whether it is.
        public let state: State
    }

    /// Whether a tensor is as an initializer left it.
    public enum State: Sendable {
        /// Every value is what a framework draws at a seed.
        case drawn(SeedMatch)

        /// Every value is the same, as biases and scales begin.
        case constant(Double)

        /// It conforms to a claim, and a change of this relative size of its scale would have been noticed.
        case conforms(claim: String, noticeable: Double)

        /// It conforms to a claim, but has too few values: even this relative change of scale would go unnoticed.
        case tooSmall(claim: String, noticeable: Double)

        /// It conforms to no known claim.
        case unlike

        /// It was not looked at: no values, integers, or not readable.
        case unread
    }

    /// What an identification says of training.
    ///
    /// - Parameters:
    ///   - identification: the tensors with their claims and seeds.
    ///   - resolvableScale: the relative error of scale that a tensor must be able to show.
    public init(_ identification: Identification, resolvableScale: Double) {
        self.identification = identification
        cases = identification.cases.map { tensor in
            Case(tensor: tensor, state: Self.state(of: tensor, identification.alpha, resolvableScale))
        }
    }

    /// The number of tensors that conform to nothing known.
    public var unlikeCount: Int { cases.count { if case .unlike = $0.state { true } else { false } } }

    /// The number of tensors with too few values to tell.
    public var tooSmallCount: Int { cases.count { if case .tooSmall = $0.state { true } else { false } } }

    // MARK: - Implementation

    private static func state(of tensor: IdentifiedTensor, _ alpha: Double, _ resolvableScale: Double) -> State {
        guard case .identified(let identity) = tensor.disposition else { return .unread }
        if let match = identity.seed { return .drawn(match) }
        // A few equal values, or one, may well be trained; the usual ones are what biases and scales begin with.
        if identity.minimum == identity.maximum, identity.notFiniteCount == 0 {
            let isUsual = identity.minimum == 0 || identity.minimum == 1 || tensor.count >= 16
            return isUsual
                ? .constant(identity.minimum)
                : .tooSmall(claim: "constant(\(identity.minimum))", noticeable: .infinity)
        }
        // No initializer leaves values beyond its bounds.
        guard let first = identity.claims.first, identity.outlierCount == 0, identity.notFiniteCount == 0 else {
            return .unlike
        }
        guard let law = try? first.law.distribution(), law.variance > 0, !first.law.isStructured else {
            // An identity or a table of known values: a change of any value would show.
            return .conforms(claim: first.claim, noticeable: 0)
        }
        let noticeable = Sensitivity(
            count: UInt64(tensor.count),
            law: law,
            level: alpha / Double(max(1, identity.lawCount)),
            resolution: .framework
        ).scale
        return noticeable <= resolvableScale
            ? .conforms(claim: first.claim, noticeable: noticeable)
            : .tooSmall(claim: first.claim, noticeable: noticeable)
    }
}
