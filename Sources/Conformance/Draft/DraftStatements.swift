internal import Claims

/// The statements that are possible for some tensors; all names of a law count as one.
struct DraftStatements {
    private(set) var statements: [DraftStatement] = []
    private(set) var prices: [Double] = []

    /// For each tensor, the cost of its possible statements, by their numbers: how much less likely they make it than
    /// the best one.
    private(set) var costs: [[Int: Double]]

    /// Other names of some statements' laws, which derive them from the number of layers.
    private(set) var namesByDepth: [Int: String] = [:]

    /// Whether a tensor is wholly fixed by one law: any other law that fixes it is the same.
    private let isFixed: [Bool]

    /// What a statement says of one tensor. Statements that say the same of all tensors are one.
    private struct Saying: Hashable {
        let tensor: Int
        let likelihood: UInt64
    }

    /// - Parameters:
    ///   - candidates: the candidates of each tensor.
    ///   - price: the price of a rule that makes a statement.
    init(_ candidates: [[DraftCandidate]], price: (DraftStatement) -> Double) {
        var sayings: [DraftStatement: [Saying]] = [:]
        var order: [DraftStatement] = []
        for (tensor, own) in candidates.enumerated() {
            for candidate in own {
                if sayings[candidate.statement] == nil { order.append(candidate.statement) }
                let saying = Saying(tensor: tensor, likelihood: candidate.logLikelihood.bitPattern)
                if sayings[candidate.statement]?.last?.tensor != tensor {
                    sayings[candidate.statement, default: []].append(saying)
                }
            }
        }
        var numbers: [[Saying]: Int] = [:]
        for statement in order {
            guard let said = sayings[statement] else { continue }
            let cost = price(statement)
            if case .claim(let text, _, _) = statement, text.hasPrefix("gpt2.residual") {
                namesByDepth[numbers[said] ?? statements.count] = text
            }
            if let number = numbers[said] {
                if cost < prices[number] { (statements[number], prices[number]) = (statement, cost) }
            } else {
                numbers[said] = statements.count
                statements.append(statement)
                prices.append(cost)
            }
        }
        let best = candidates.map { $0.map(\.logLikelihood).max() ?? 0 }
        isFixed = best.map { $0 >= .greatestFiniteMagnitude }
        costs = Array(repeating: [:], count: candidates.count)
        for (said, number) in numbers {
            for saying in said {
                let likelihood = Double(bitPattern: saying.likelihood)
                costs[saying.tensor][number] =
                    likelihood == best[saying.tensor] ? 0 : min(Self.most, best[saying.tensor] - likelihood)
            }
        }
    }

    /// The highest cost of a statement for a tensor that it is compatible with.
    private static let most = 1e9

    /// The cheapest statement for a tensor, among those that do not refer to its number.
    func cheapest(for tensor: Int) -> Int? {
        costs[tensor].filter { !statements[$0.key].isByLayer }.min {
            ($0.value + prices[$0.key], $0.key) < ($1.value + prices[$1.key], $1.key)
        }?.key
    }

    /// Claims of other laws that are possible for all of some tensors, the likeliest first.
    func others(than statement: Int, for members: [Int]) -> [String] {
        guard let first = members.first, !members.contains(where: { isFixed[$0] }) else { return [] }
        let possible = costs[first].keys.filter { other in
            other != statement && members.allSatisfy { costs[$0][other] != nil }
        }
        let sums = possible.map { other in (other, members.reduce(0) { $0 + (costs[$1][other] ?? 0) } + prices[other]) }
        return sums.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).compactMap { other, _ in
            if case .claim(let text, _, _) = statements[other] { text } else { nil }
        }
    }
}
