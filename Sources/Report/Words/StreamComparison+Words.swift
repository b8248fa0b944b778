internal import Conformance

extension StreamComparison {
    /// The comparison in a sentence.
    var words: String {
        let call = draw.stream.call(seed: draw.seed)
        switch outcome {
        case .equal(let position, let ulps):
            let place = position > 0 ? ", from word \(Numerals.grouped(position)) of its stream on" : ""
            let how =
                ulps == 0
                ? "bit-for-bit equal" : "equal within \(Numerals.format(ulps, digits: 2)) units in the last place"
            return "\(how) to what \(call) draws" + place
        case .different(let count, let first, let found, let drawn, let position):
            let place = position > 0 ? " from word \(Numerals.grouped(position)) of its stream on" : ""
            return
                "not what \(call) draws\(place): \(Numerals.counted(count, "value")) differ\(count == 1 ? "s" : ""), the first at "
                + "[\(first.map(String.init).joined(separator: ", "))]: \(Numerals.format(found, digits: 9)) instead of "
                + Numerals.format(drawn, digits: 9)
        case .undrawn(let reason):
            return "\(call): \(reason)"
        }
    }
}
