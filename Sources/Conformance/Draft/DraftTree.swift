/// Names as a tree of their ends, and the cheapest list of rules over it of which the first that matches a tensor says what the
/// tensor is not at odds with.
///
/// A node stands for all names that end in the same parts; below a whole name its numbers follow, the last one first. A rule
/// stands at a node and holds below it where no rule of a lower node does. With
///
///     h(node, s) = sum of min(h(child, s), g(child)) over the children;    h(leaf, s) = what s costs the tensors there
///     g(node)    = min of (price of s) + h(node, s) over s
///
/// the cheapest rules are those by which h(root, no statement) comes about. A price is that of a rule, in units of the logarithm
/// of a likelihood: one more rule must explain so much better.
struct DraftTree {
    /// A step from a node to one below it.
    enum Step: Hashable {
        case part(DraftName.Part)
        case rank(Int)
        case whole
        case number(place: Int, String)
    }

    /// A rule at a node.
    struct Rule {
        let path: [Step]
        let statement: Int
    }

    private struct Node {
        let step: Step?
        let parent: Int
        let partCount: Int
        var children: [Int] = []

        /// What the statements that are possible cost each tensor at this node, by their numbers.
        var costs: [[Int: Double]] = []

        /// How many parts hold the first number of every name below; too many where a name has none.
        var partsWithNumber = 0
    }

    private var nodes = [Node(step: nil, parent: -1, partCount: 0)]
    private var places: [[Step: Int]] = [[:]]

    /// Costs that differ by less are equal.
    private static let tie = 1e-6

    /// What cannot be.
    private static let impossible = 1e12

    /// Adds a tensor.
    ///
    /// - Parameters:
    ///   - path: to its leaf.
    ///   - depthOfFirstNumber: how many parts of its name, from the end on, hold the first number; nil where it has none.
    ///   - costs: of the statements that it is not at odds with, by their numbers.
    mutating func add(_ path: [Step], depthOfFirstNumber: Int?, _ costs: [Int: Double]) {
        var node = 0
        for step in path {
            if let next = places[node][step] {
                node = next
            } else {
                let isPart = if case .part = step { true } else { false }
                let count = nodes[node].partCount + (isPart ? 1 : 0)
                nodes.append(Node(step: step, parent: node, partCount: count))
                places.append([:])
                places[node][step] = nodes.count - 1
                nodes[node].children.append(nodes.count - 1)
                node = nodes.count - 1
            }
            nodes[node].partsWithNumber = max(nodes[node].partsWithNumber, depthOfFirstNumber ?? .max)
        }
        nodes[node].costs.append(costs)
    }

    /// The cheapest rules, those of lower nodes before those above them.
    ///
    /// - Parameters:
    ///   - prices: of the statements.
    ///   - byLayer: those that hold the first number of a name: they stand where that is part of the pattern.
    func rules(prices: [Double], byLayer: Set<Int>) -> [Rule] {
        // The last one is none.
        let none = prices.count
        var totals = [[Double]](repeating: [], count: nodes.count)
        var best = [(cost: Double, statement: Int)](repeating: (Self.impossible, none), count: nodes.count)
        // Children have greater numbers than their parents.
        for (index, node) in nodes.enumerated().reversed() {
            var total = [Double](repeating: 0, count: none + 1)
            for costs in node.costs {
                for statement in 0...none { total[statement] += costs[statement] ?? Self.impossible }
            }
            for child in node.children {
                for statement in 0...none { total[statement] += min(totals[child][statement], best[child].cost) }
            }
            for statement in 0..<none where !byLayer.contains(statement) || node.partsWithNumber <= node.partCount {
                let cost = total[statement] + prices[statement]
                if cost < best[index].cost { best[index] = (cost, statement) }
            }
            totals[index] = total
        }
        var rules: [Rule] = []
        for child in nodes[0].children { collect(child, under: none, totals, best, into: &rules) }
        return rules
    }

    // MARK: - Implementation

    private func collect(
        _ node: Int,
        under statement: Int,
        _ totals: [[Double]],
        _ best: [(cost: Double, statement: Int)],
        into rules: inout [Rule]
    ) {
        // Where a rule is needed somewhere below, it stands at a whole name sooner than at one of its numbers.
        let isName = if case .part? = nodes[node].step { false } else { true }
        let gain = totals[node][statement] - best[node].cost
        let isOwn = isName ? gain > -Self.tie && best[node].cost < Self.impossible : gain > Self.tie
        let current = isOwn ? best[node].statement : statement
        for child in nodes[node].children { collect(child, under: current, totals, best, into: &rules) }
        if isOwn { rules.append(Rule(path: path(to: node), statement: best[node].statement)) }
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
