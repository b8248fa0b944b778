import Stats

/// The laws that the tables of bounds name.
enum BoundLaws {
    static let all: [(name: String, law: any Distribution)] = [
        ("normal", try? Normal(mean: 0, standardDeviation: 1)),
        ("uniform", try? Uniform(low: -1, high: 1)),
        ("truncated 2", try? TruncatedNormal(low: -2, high: 2)),
        ("truncated -1 3", try? TruncatedNormal(low: -1, high: 3)),
        ("truncated 30", try? TruncatedNormal(low: -30, high: 30)),
    ].compactMap { name, law in (law as (any Distribution)?).map { (name, $0) } }

    static func law(_ name: String) -> (any Distribution)? { all.first { $0.name == name }?.law }
}
