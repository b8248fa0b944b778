import Substrings
import TestSupport
import Testing

@Suite struct SubstringsTests {
    /// The standard library's own functions are the oracle.
    @Test(.tags(.property)) func `parts are found and replaced as the standard library does`() {
        let texts = ["", "a", "aa", "aaa", "abab", "aab", "xaab", "tf.tf.", "e−0", "naïve é", "--", "a-b-"]
        for text in texts {
            for part in ["a", "aa", "ab", "aab", "tf.", "−", "-", "é", "ï", "longer than every text"] {
                #expect(text.holds(part) == text.contains(part), "\(text) \(part)")
                #expect(text.place(of: part) == text.firstRange(of: part), "\(text) \(part)")
                for other in ["", "a", "−", "aab"] {
                    #expect(
                        text.replaced(part, by: other) == text.replacing(part, with: other),
                        "\(text) \(part) \(other)"
                    )
                }
            }
        }
        let part = "keras.Dense"[...].dropFirst(6)
        #expect(part.place(of: "ens").map { part[$0] } == "ens" && !part.holds("keras"))
        #expect(!"a".holds("") && "a".replaced("", by: "b") == "a")
    }
}
