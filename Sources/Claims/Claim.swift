public import NumberTypes

/// What somebody says of a tensor: the call that made it, in the framework's own words.
public struct Claim: Sendable, CustomStringConvertible {
    /// The scheme that the claim names.
    public let scheme: Scheme

    /// The claim as it was written.
    public let text: String

    /// The type of the weights: the claim's `dtype`; nil if it has none, or an unknown one.
    public let numberType: NumberType?

    /// The framework whose words the claim is in, as the first part of a scheme's name; empty for this package's own.
    public let framework: String

    /// The call with all its arguments and their defaults, in the framework's words.
    public let signature: String

    /// Where the closed form is stated; for a dialect, where its arguments are.
    public let source: String

    /// The row that is 0 whatever the law says: `padding_idx` of an embedding, counted from the end if negative.
    public let paddingIndex: Int?

    package let arguments: Arguments

    /// The claim for a tensor of one axis, if the call makes a layer with a kernel and a bias.
    private let vector: String?

    /// The places, row-major, of the row that is 0 whatever the law says; nil if the claim names none.
    ///
    /// - Throws: `ClaimError.invalidArgument` if the shape has no such row.
    package func paddingRow(of shape: [Int]) throws(ClaimError) -> Range<Int>? {
        guard let paddingIndex else { return nil }
        let rows = shape.first ?? 0
        let row = paddingIndex < 0 ? paddingIndex + rows : paddingIndex
        guard 0..<rows ~= row else { throw arguments.invalid(Scheme.padding, "one of the \(rows) rows of the shape") }
        let length = shape.dropFirst().reduce(1, *)
        return row * length..<(row + 1) * length
    }

    /// The claim that every value is 0.
    package static let zeros: Claim = {
        guard let claim = try? Claim("zeros") else { preconditionFailure("zeros is a claim") }
        return claim
    }()

    /// Reads a claim such as `torch.nn.init.xavier_uniform_(gain=5/3)`.
    ///
    /// - Throws: `ClaimError` if the text breaks the grammar, if the name is unknown (the nearest names are given) or
    ///   has a law that no claim can state, or if an argument is not the scheme's.
    public init(_ text: String) throws(ClaimError) {
        var call = try ClaimParser.parse(text)
        var dialect = Catalogue.dialect(named: call.name)
        vector = dialect?.vector
        if let choice = dialect?.choice, let place = call.arguments.firstIndex(where: { $0.label == choice.argument }) {
            // The layer's other arguments do not affect the law.
            call = try choice.call(call.arguments[place].value, of: call.name)
            if choice.isTensorFlow1, let own = Catalogue.tensorFlow1Name(of: call.name) { call.name = own }
            dialect = Catalogue.dialect(named: call.name)
        }
        if let refusal = Catalogue.refusal(of: call.name) { throw refusal }
        let scheme = try Catalogue.scheme(named: dialect?.scheme ?? call.name)
        arguments = try Arguments(call, scheme: scheme, dialect: dialect)
        self.scheme = scheme.read(in: dialect, arguments)
        self.text = text
        signature = dialect.map { Scheme.signature(call.name, $0.parameters) } ?? scheme.signature
        source = dialect?.source ?? scheme.source
        framework = dialect?.framework ?? scheme.framework
        numberType = arguments.dtype.flatMap { NumberType($0) }
        paddingIndex = try scheme.hasPadding ? arguments.optionalWhole(Scheme.padding) : nil
        // If the call's word for its weight's fan-in is another one, no weight beside the bias tells it.
        if case .beside? = self.scheme.fanRule,
            dialect?.parameters.contains(where: { $0.meaning == "fan_in" && $0.name != "fan_in" }) == true
        {
            _ = try arguments.count("fan_in")
        }
        // Arguments of the wrong kind are found now, not at the first tensor.
        _ = try self.scheme.example(arguments)
    }

    public var description: String { text }

    /// The type that this package draws the weights in: the claim's own, or the frameworks' default.
    public var drawnType: NumberType { numberType ?? .float32 }

    /// The name of the scheme that a claim calls.
    package static func schemeName(of text: String) throws(ClaimError) -> String {
        let name = try ClaimParser.parse(text).name
        return try Catalogue.scheme(named: Catalogue.dialect(named: name)?.scheme ?? name).name
    }

    /// The fans of a shape by the scheme's own rule; nil if the law does not depend on fans.
    ///
    /// - Throws: `ClaimError.noFans` or `.unfitShape` if the rule does not cover the shape, `.invalidShape` if no
    ///   tensor has the shape.
    public func fans(of shape: [Int]) throws(ClaimError) -> ClaimedFans? {
        if let other = ofVector(shape) { return try other.fans(of: shape) }
        if let stated = try scheme.rule.statedFans(arguments) {
            _ = try elementCount(of: shape)
            // A bias' call knows one of its weight's fans.
            if case .beside? = scheme.fanRule { return nil }
            return stated
        }
        if let rule = scheme.fanRule { return try rule.fans(of: shape) }
        if let rule = scheme.shapeRule { _ = try rule.reading(of: shape) } else { _ = try elementCount(of: shape) }
        return nil
    }

    /// The fans, if another tensor tells them, as a layer's weight does for its bias; nil if the law does not depend on
    /// fans.
    ///
    /// - Parameter shape: the shape of the other tensor.
    /// - Throws: as `fans(of:)`.
    package func fans(besideOf shape: [Int]) throws(ClaimError) -> ClaimedFans? {
        let claim = bias ?? self
        return try claim.scheme.fanRule.map { rule throws(ClaimError) in try rule.ofOther.fans(of: shape) }
    }

    /// Whether the call states the fans.
    package var statesFans: Bool { (try? scheme.rule.statedFans(arguments)) != nil }

    /// Whether the law depends on the shape.
    package var dependsOnShape: Bool { scheme.dependsOnShape && !statesFans }

    /// The law that the claim states for a tensor of this shape.
    ///
    /// - Throws: as `fans(of:)`.
    public func law(of shape: [Int]) throws(ClaimError) -> ClaimedLaw {
        if let other = ofVector(shape) { return try other.law(of: shape) }
        return try scheme.law(arguments, of: shape)
    }

    /// The claim for a layer's bias; nil unless the call makes a layer with a kernel and a bias.
    package var bias: Claim? { vector.flatMap { try? Claim($0) } }

    /// The claim for a tensor of this shape: the bias' if a layer is claimed and there is one axis; nil for the claim
    /// itself.
    func ofVector(_ shape: [Int]) -> Claim? {
        shape.count == 1 ? bias : nil
    }

    /// The law for fans that the caller states.
    ///
    /// - Throws: `ClaimError.fansOfStructured` if the claim is about the shape itself.
    public func law(fans: ClaimedFans) throws(ClaimError) -> ClaimedLaw {
        try scheme.law(arguments, fans: fans)
    }

    /// The rule with the claim's numbers; nil if the law is not scaled by the shape's fans, or has no spread.
    package var scalingRule: ScalingRule? {
        guard let rule = try? scheme.scalingRule(arguments), rule.ownScale > 0, rule.ownScale.isFinite else {
            return nil
        }
        return rule
    }

    /// The rule with the claim's numbers, if a layer's fans determine the law: then another framework's call by the
    /// same rule draws it for the same layer. Nil if the call states fans, or reads them as only its framework does.
    package var ruleOfLayers: ScalingRule? {
        guard scheme.fanRule?.isOfLayers == true, case nil = try? scheme.rule.statedFans(arguments) else { return nil }
        return scalingRule
    }

    /// What the framework's code draws at these fans if its documentation states something else; nil otherwise.
    package func lawOfCode(fans: ClaimedFans) -> ClaimedLaw? {
        scheme.drawn.flatMap { try? Claim($0).law(fans: fans) }
    }

    /// The law for some shape, which shows its family.
    package var example: ClaimedLaw? { try? scheme.example(arguments) }

    /// Whether Keras may have drawn the weights: the claim is in its own names, or in this package's, which are any
    /// framework's.
    package var mayBeKeras: Bool { ["", "keras", "tf_keras"].contains(framework) }

    /// The number of layers that scales a residual projection's deviation by 1/sqrt(2 layers); nil for other claims.
    package var layerCount: Int? { scheme.depth.flatMap { try? arguments.count($0) } }

    /// The claim itself; or, if it leaves a True-or-False argument at its default, such as PrettyTensor's `uniform`,
    /// the claim with either value.
    public func forms() throws(ClaimError) -> [Claim] {
        guard !text.contains("("), Catalogue.dialect(named: text.filter { $0 != " " }) == nil,
            let choice = scheme.parameters.first(where: { if case .boolean = $0.defaultValue { true } else { false } })
        else { return [self] }
        return [try Claim("\(text)(\(choice.name)=True)"), try Claim("\(text)(\(choice.name)=False)")]
    }
}
