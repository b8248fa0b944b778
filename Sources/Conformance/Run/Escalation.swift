public import Stats

/// Cases that are suspicious, neither rejected nor beyond doubt, are drawn again, larger and afresh, until they are decided.
///
/// A case is suspicious where its smallest adjusted p-value lies above the failure level and is at most 10^-3. It is then
/// drawn again, as a whole, under a key that no other draw has, with four times as many values; and again while the newest
/// draw, by itself, is suspicious. Where it is not, the case is cleared. What three further draws leave undecided is
/// inconclusive.
///
/// **Error control.** Draw k = 0, 1, 2, ... has the share (1-r) r^k of the level, r = 1/4, which sum to 1. A hypothesis is
/// one test of one case, and its p-value is
///
///     p = min over the draws k of  p_k / ((1-r) r^k).
///
/// If the claim holds, P(p_k <= u) <= u for each k, whatever came before, so
///
///     P(p <= x)  <=  sum over all k of P(p_k <= (1-r) r^k x)  <=  sum of (1-r) r^k x  =  x,
///
/// whether a draw k takes place or not, and for any rule that says when it does. So p is a p-value, and weighted Holm over
/// all of them bounds the family-wise rate by alpha, as without escalation. The hypotheses are the tests of the first draw,
/// which its size determines: a test that only a larger draw allows decides nothing. The price is a factor 4/3 for every
/// case that one draw decides, and 16/3, 64/3 and 256/3 for the draws after it. Clearing never takes a rejection back.
public struct Escalation: Hashable, Sendable {
    /// r = 1/4, the ratio of the shares of one draw and the one before it.
    public static let ratio = 0.25

    /// A case whose smallest adjusted p-value is at most this is suspicious.
    public static let suspicion = 1e-3

    /// The number of further draws of a case, at most.
    public static let limit = 3

    /// As things stand there is one.
    public init() {}

    /// The share of the level that draw `stage` has: (1-r) r^stage.
    public static func share(of stage: Int) -> Double {
        var share = 1 - ratio
        for _ in 0..<stage { share *= ratio }
        return share
    }

    /// The share of the level that draw `stage` has: all of it where nothing is drawn again.
    static func share(of stage: Int, under escalation: Escalation?) -> Double {
        escalation == nil ? 1 : share(of: stage)
    }

    /// The p-value of a hypothesis from those of its draws in their order; 1 for none. One that is not a number stays so.
    public static func combined(_ pValues: [TailProbability]) -> TailProbability {
        if let broken = pValues.first(where: \.logarithm.isNaN) { return broken }
        return pValues.enumerated().map { stage, p in p.times(1 / share(of: stage)) }.min() ?? .one
    }

    /// How many times as many values draw `stage` has as the first one: 4^stage.
    static func growth(to stage: Int) -> Int { 1 << (2 * stage) }
}
