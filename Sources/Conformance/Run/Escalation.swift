public import Stats

/// Draws suspicious cases, neither rejected nor beyond doubt, again with more values until they are decided.
///
/// A case is suspicious if its smallest adjusted p-value lies above the failure level and is at most 10^-3. It is then
/// drawn again as a whole, under a key that no other draw has, with four times as many values; and again as long as the
/// newest draw, by itself, is suspicious. Once it is not, the case is cleared. A case that three further draws leave
/// undecided is inconclusive.
///
/// **Error control.** Draw k = 0, 1, 2, ... has the share (1-r) r^k of the level, where r = 1/4; the shares sum to 1. A
/// hypothesis is one test of one case, and its p-value is
///
///     p = min over the draws k of  p_k / ((1-r) r^k).
///
/// If the claim holds, P(p_k <= u) <= u for each k, whatever came before, so
///
///     P(p <= x)  <=  sum over all k of P(p_k <= (1-r) r^k x)  <=  sum of (1-r) r^k x  =  x,
///
/// whether a draw k takes place or not, and for any rule that decides when it does. So p is a p-value, and weighted
/// Holm over all of them bounds the family-wise rate by alpha, as without escalation. The hypotheses are the tests of
/// the first draw, which its size determines: a test that only a larger draw allows decides nothing. The price is a
/// factor of 4/3 for every case that one draw decides, and of 16/3, 64/3 and 256/3 for the draws after it. Clearing
/// never takes back a rejection.
public struct Escalation: Hashable, Sendable {
    /// r = 1/4, the ratio of a draw's share to that of the draw before.
    public static let ratio = 0.25

    /// A case whose smallest adjusted p-value is at most this is suspicious.
    public static let suspicion = 1e-3

    /// The most further draws of a case.
    public static let limit = 3

    /// There is currently one escalation.
    public init() {}

    /// The share of the level for draw `stage`: (1-r) r^stage.
    public static func share(of stage: Int) -> Double {
        var share = 1 - ratio
        for _ in 0..<stage { share *= ratio }
        return share
    }

    /// The share of the level for draw `stage`: all of it if nothing is drawn again.
    static func share(of stage: Int, under escalation: Escalation?) -> Double {
        escalation == nil ? 1 : share(of: stage)
    }

    /// The p-value of a hypothesis from those of its draws, in order; 1 for none. A p-value that is not a number stays
    /// so.
    public static func combined(_ pValues: [TailProbability]) -> TailProbability {
        if let broken = pValues.first(where: \.logarithm.isNaN) { return broken }
        return pValues.enumerated().map { stage, p in p.times(1 / share(of: stage)) }.min() ?? .one
    }

    /// The ratio of the number of values in draw `stage` to that in the first: 4^stage.
    static func growth(to stage: Int) -> Int { 1 << (2 * stage) }
}
