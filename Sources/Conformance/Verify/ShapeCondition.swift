/// The shapes that a rule covers.
package struct ShapeCondition: Hashable, Sendable {
    /// The number of axes; nil for any.
    package let rank: Int?

    /// The sizes of the axes, each nil for any size; nil for any sizes.
    package let sizes: [Int?]?

    package init(rank: Int? = nil, sizes: [Int?]? = nil) { (self.rank, self.sizes) = (rank, sizes) }

    func holds(for shape: [Int]) -> Bool {
        if let rank, shape.count != rank { return false }
        guard let sizes else { return true }
        return sizes.count == shape.count && zip(sizes, shape).allSatisfy { $0 == nil || $0 == $1 }
    }
}
