internal import WeightFiles

/// The rules of some expectations, arranged so that the first one for a tensor is found at once if names are written
/// out: a checkpoint of thousands of tensors may have a rule for each.
struct RuleTable {
    private let rules: [Expectations.Rule]

    /// The places of the rules whose pattern is a plain name, by that name.
    private var named: [String: [Int]] = [:]

    /// The places of the other rules.
    private var patterns: [Int] = []

    init(_ rules: [Expectations.Rule]) {
        self.rules = rules
        for (place, rule) in rules.enumerated() {
            if let name = rule.names.literal {
                named[name, default: []].append(place)
            } else {
                patterns.append(place)
            }
        }
    }

    /// The place of the first rule for a tensor of a file; nil if there is none.
    func place(of tensor: TensorInfo, in file: String) -> Int? {
        // Strings are equal if they look the same; a rule matches only if they are the same to the byte.
        let name = named[tensor.name(in: file)]?.first { rules[$0].matches(tensor, in: file) }
        let pattern = patterns.prefix { $0 < name ?? .max }.first { rules[$0].matches(tensor, in: file) }
        return pattern ?? name
    }
}
