/// One of several equal shares of a verification's work.
public struct SummaryPart: Hashable, Sendable {
    /// Its number, from 1 on.
    public let number: Int

    /// Number of shares.
    public let count: Int

    /// The whole.
    public static let all = SummaryPart(number: 1, count: 1)

    /// The largest number of shares.
    public static let limit = 1_000_000

    private init(number: Int, count: Int) { (self.number, self.count) = (number, count) }

    /// Parses a share as people write it, `3/8`; nil for any other text.
    public init?(_ text: String) {
        let words = text.split(separator: "/", omittingEmptySubsequences: false)
        guard words.count == 2, let number = Int(words[0]), let count = Int(words[1]),
            1...Self.limit ~= count, 1...count ~= number
        else { return nil }
        self.init(number: number, count: count)
    }

    /// Whether a piece of work belongs to it.
    ///
    /// - Parameters:
    ///   - start: the bytes of work before the piece.
    ///   - total: the bytes of all work, at least 1.
    func contains(_ start: Int, of total: Int) -> Bool {
        // floor(start count / total), without an overflow of the product.
        let product = start.multipliedFullWidth(by: count)
        return total.dividingFullWidth(product).quotient == number - 1
    }
}
