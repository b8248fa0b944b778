/// Names as a tree of their ends, and the cheapest list of rules over it. The first rule that matches a tensor must be
/// compatible with it.
///
/// A node stands for all names that end in the same parts. Below a whole name its numbers follow, the last one first. A
/// rule stands at a node, and holds below it unless a lower node has a rule. With
///
///     h(node, s) = sum of min(h(child, s), g(child)) over the children;    h(leaf, s) = what s costs the tensors there
///     g(node)    = min of (price of s) + h(node, s) over s
///
/// the cheapest rules are those that give h(root, no statement). Prices are in units of the logarithm of a likelihood:
/// one more rule must explain that much better.
struct DraftTree {
    /// A step from a node to one below it.
    enum Step: Hashable {
        case part(DraftName.Part)
        case rank(Int)
        case whole
        case number(place: Int, String)
    }

    /// A rule at the node that a path leads to.
    typealias Rule = (path: [Step], statement: Int)

    private struct Node {
        let step: Step?
        let parent: Int
        let partCount: Int

        /// Whether the first number is written out.
        let isNumbered: Bool
        var children: [Int] = []

        /// For each tensor at this node, the cost of its possible statements, by their numbers.
        var costs: [[Int: Double]] = []

        /// How many parts contain the first number of every name below; too many if a name has none.
        var partsWithNumber = 0
    }

    private var nodes = [Node(step: nil, parent: -1, partCount: 0, isNumbered: false)]
    private var places: [[Step: Int]] = [[:]]

    /// Costs that differ by less are equal.
    private static let tie = 1e-6

    /// The cost of the impossible.
    private static let impossible = 1e12

    /// Adds a tensor.
    ///
    /// - Parameters:
    ///   - path: the path to its leaf.
    ///   - depthOfFirstNumber: how many parts of its name, from the end on, contain the first number; nil where it has
    ///     none.
    ///   - costs: the costs of the statements that are compatible with it, by their numbers.
    mutating func add(_ path: [Step], depthOfFirstNumber: Int?, _ costs: [Int: Double]) {
        var node = 0
        for step in path {
            if let next = places[node][step] {
                node = next
            } else {
                let isPart = if case .part = step { true } else { false }
                let count = nodes[node].partCount + (isPart ? 1 : 0)
                let isFirst = if case .number(place: 0, _) = step { true } else { false }
                let isNumbered = nodes[node].isNumbered || isFirst
                nodes.append(Node(step: step, parent: node, partCount: count, isNumbered: isNumbered))
                places.append([:])
                places[node][step] = nodes.count - 1
                nodes[node].children.append(nodes.count - 1)
                node = nodes.count - 1
            }
            nodes[node].partsWithNumber = max(nodes[node].partsWithNumber, depthOfFirstNumber ?? .max)
        }
        nodes[node].costs.append(costs)
    }

    /// The cheapest rules, lower nodes first.
    ///
    /// - Parameters:
    ///   - prices: the prices of the statements.
    ///   - byLayer: the statements that refer to the first number of a name. They need a pattern in which that number
    ///     is open.
    func rules(prices: [Double], byLayer: Set<Int>) -> [Rule] {
        var totals: [Totals] = Array(repeating: Totals(), count: nodes.count)
        // Children have greater numbers than their parents.
        for (index, node) in nodes.enumerated().reversed() {
            var total = Totals()
            for child in node.children { total.rest += totals[child].least(totals[child].rest) }
            // Statements that are possible somewhere below; all others cost the same.
            var gains: [Int: Double] = [:]
            for child in node.children {
                let all = totals[child]
                for (statement, cost) in all.costs {
                    gains[statement, default: 0] += all.least(cost) - all.least(all.rest)
                }
            }
            if let first = node.costs.first {
                // If there are several tensors here, a statement must be possible for each.
                for (statement, cost) in first {
                    let others = node.costs.dropFirst().map { $0[statement] ?? Self.impossible }
                    total.costs[statement] = total.rest + (gains[statement] ?? 0) + cost + others.reduce(0, +)
                }
                total.rest = Self.impossible
            } else {
                total.costs = gains.mapValues { total.rest + $0 }
            }
            let mayHoldNumber = node.partsWithNumber <= node.partCount && !node.isNumbered
            for (statement, cost) in total.costs where mayHoldNumber || !byLayer.contains(statement) {
                let whole = cost + prices[statement]
                if (whole, statement) < (total.best.cost, total.best.statement) { total.best = (whole, statement) }
            }
            totals[index] = total
        }
        var rules: [Rule] = []
        for child in nodes[0].children { collect(child, under: nil, totals, into: &rules) }
        return rules
    }

    // MARK: - Implementation

    /// The cost of a node under each statement of a rule above it.
    private struct Totals {
        /// Under the statements that are possible for a tensor below.
        var costs: [Int: Double] = [:]

        /// Under any other.
        var rest = 0.0

        /// With the best rule of its own.
        var best = (cost: DraftTree.impossible, statement: Int.max)

        /// The smaller of a cost and that of the node's own rule.
        func least(_ cost: Double) -> Double { min(cost, best.cost) }
    }

    private func collect(_ node: Int, under statement: Int?, _ totals: [Totals], into rules: inout [Rule]) {
        let total = totals[node]
        // If a rule is needed somewhere below, it goes to a whole name rather than to one of its numbers.
        let isName = if case .part? = nodes[node].step { false } else { true }
        let gain = (statement.flatMap { total.costs[$0] } ?? total.rest) - total.best.cost
        let isOwn = total.best.cost < Self.impossible && (isName ? gain > -Self.tie : gain > Self.tie)
        let current = isOwn ? total.best.statement : statement
        for child in nodes[node].children { collect(child, under: current, totals, into: &rules) }
        if isOwn { rules.append((path(to: node), total.best.statement)) }
    }

    private func path(to node: Int) -> [Step] {
        var steps: [Step] = []
        var node = node
        while let step = nodes[node].step {
            steps.append(step)
            node = nodes[node].parent
        }
        return steps.reversed()
    }
}
