public import Claims

/// A law that a tensor may follow instead of the claimed one, and the mistake that turns the one into the other.
public struct Alternative: Hashable, Codable, Sendable {
    /// The law.
    public let law: ClaimedLaw

    /// The difference from the claim.
    public let change: Change

    /// A second difference; nil for the simple ones.
    public let further: Change?

    /// How far it is from the claim: 0 for the commonest mistakes, 3 for what merely fits.
    let tier: Int

    /// - Parameter tier: the tier, if it is not that of the changes.
    init(_ law: ClaimedLaw, _ change: Change, _ further: Change? = nil, tier: Int? = nil) {
        (self.law, self.change, self.further) = (law, change, further)
        self.tier = tier ?? further.map { max(2, change.tier + $0.tier) } ?? change.tier
    }

    /// What a rule divides its scale by.
    public enum Fan: String, Hashable, Codable, Sendable {
        case fanIn = "fan_in"
        case fanOut = "fan_out"
        case average = "the average of both fans"
        case geometricAverage = "the geometric mean of both fans"
    }

    /// A difference from the claim.
    public enum Change: Hashable, Codable, Sendable {
        /// The default of a layer, by its claim: nobody chose an initializer.
        case layerDefault(String)

        /// A law that models commonly use, by its claim.
        case commonLaw(String)

        /// The law that the model's own configuration asks for, by its claim.
        case configured(String)

        /// The scheme with another fan, n.
        case otherFan(Fan, n: Double, inPlaceOf: Fan, claimed: Double)

        /// The fans of the shape, where the claim states others.
        case shapeFans(ClaimedFans)

        /// The fans of the shape read in another framework's layout.
        case otherLayout(FanRule, ClaimedFans)

        /// The receptive field, of this size, is counted in where the claim leaves it out, or the reverse.
        case receptiveField(Int, isCounted: Bool)

        /// The receptive field, of this size, is missing from this fan and counted into the other.
        case receptiveFieldOfOne(Int, Fan)

        /// The groups of a convolution, this many, are counted into the fan, or the fan is divided by them.
        case groups(Int, areCounted: Bool)

        /// A leading axis, of this many tensors, is counted into the fan or left out of it.
        case stackAxis(Int, isCounted: Bool)

        /// A fan is a multiple of the claim's, or the claim's is a multiple of it: the fans of a shard, or of the
        /// whole.
        case shard(Int, Fan, isWhole: Bool)

        /// The fans of one of this many projections, packed along the output axis.
        case packed(Int)

        /// The claim with this argument left at its default.
        case argumentMissing(String)

        /// A gain of the claim is missing.
        case gainMissing(Double)

        /// A gain of the claim is squared.
        case gainSquared(Double)

        /// A gain that the claim does not have.
        case otherGain(Double)

        /// The gain of a leaky rectifier of this slope.
        case slope(Double)

        /// The scale by depth, for this many layers, is missing, is there although the claim has none, counts the
        /// layers only once, or is there twice.
        case depthMissing(Int), depthAdded(Int), depthHalved(Int), depthDoubled(Int)

        /// A number that means one thing was passed as another.
        case varianceForDeviation, deviationForVariance, limitForDeviation, deviationForLimit, squaredLimit,
            meanForDeviation

        /// Bounds that cut nothing; a normal law cut at two, or at another number of standard deviations; the variance
        /// lost by cutting is not made up for, or made up for twice.
        case notTruncated, truncated(at: Double), notRescaled, rescaled

        /// Another family of the claimed variance.
        case otherFamily

        /// [0, limit) for [-limit, limit), and the reverse.
        case upperHalf, symmetric

        /// What the framework's code draws, where its documentation says something else.
        case asCoded

        /// The scheme of that name in another framework.
        case namesake(String)

        /// Another claim of the catalogue.
        case otherClaim(String)

        /// How far it is from the claim: 0 for the commonest mistakes, 3 for what merely fits.
        var tier: Int {
            switch self {
            case .asCoded, .layerDefault, .commonLaw, .configured, .otherFan, .shapeFans, .gainMissing, .depthMissing,
                .depthHalved,
                .depthDoubled,
                .argumentMissing, .notTruncated,
                .notRescaled, .otherFamily, .limitForDeviation, .deviationForLimit, .varianceForDeviation,
                .squaredLimit, .upperHalf:
                0
            case .receptiveField, .receptiveFieldOfOne, .groups, .stackAxis, .otherLayout, .rescaled, .truncated,
                .packed,
                .meanForDeviation, .symmetric, .gainSquared, .slope, .namesake:
                1
            case .otherGain(let gain): abs(gain * gain - 2) < 1e-9 || abs(gain * gain - 0.5) < 1e-9 ? 1 : 2
            case .shard, .depthAdded, .deviationForVariance: 2
            case .otherClaim: 3
            }
        }

        /// The claim that the law is known by; nil for a change within the claim's own scheme.
        var claim: String? {
            switch self {
            case .layerDefault(let text), .commonLaw(let text), .configured(let text), .namesake(let text),
                .otherClaim(let text):
                text
            default: nil
            }
        }

        /// Whether it only multiplies the scale, as another claim does, or may do.
        var isGain: Bool {
            switch self {
            case .otherGain, .gainSquared, .slope, .namesake, .otherClaim: true
            default: false
            }
        }

        /// The name in documents, which does not change from version to version.
        public var code: String {
            switch self {
            case .layerDefault: "layer-default"
            case .commonLaw: "common-law"
            case .configured: "configured-law"
            case .otherFan(let fan, _, let claimed, _):
                Set([fan, claimed]) == [.fanIn, .fanOut] ? "fans-swapped" : "other-fan"
            case .shapeFans: "shape-fans"
            case .otherLayout: "other-layout"
            case .receptiveField, .receptiveFieldOfOne: "receptive-field"
            case .groups: "groups"
            case .stackAxis: "stack-axis"
            case .shard: "shard-fans"
            case .packed: "packed-projections"
            case .argumentMissing: "argument-missing"
            case .gainMissing: "gain-missing"
            case .gainSquared: "gain-squared"
            case .otherGain: "other-gain"
            case .slope: "leaky-slope"
            case .depthMissing: "depth-missing"
            case .depthAdded: "depth-added"
            case .depthHalved: "depth-halved"
            case .depthDoubled: "depth-doubled"
            case .varianceForDeviation: "variance-for-deviation"
            case .deviationForVariance: "deviation-for-variance"
            case .limitForDeviation: "limit-for-deviation"
            case .deviationForLimit: "deviation-for-limit"
            case .squaredLimit: "no-square-root"
            case .meanForDeviation: "mean-for-deviation"
            case .notTruncated: "not-truncated"
            case .truncated: "truncated"
            case .notRescaled: "not-rescaled"
            case .rescaled: "rescaled"
            case .otherFamily: "other-family"
            case .upperHalf: "upper-half"
            case .symmetric: "symmetric"
            case .asCoded: "not-as-documented"
            case .namesake: "other-framework"
            case .otherClaim: "other-claim"
            }
        }
    }
}
