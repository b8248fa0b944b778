internal import WeightFiles

/// Bytes that are exactly one value of MessagePack.
///
/// The initializer checks all of them once: lengths, keys, strings and depth. It also notes where each array and each
/// map ends, so that a reader can skip one without going through it.
///
/// Complexity: time and memory are linear in the bytes, whatever they claim. Each array or map takes 16 bytes here.
final class MessagePackDocument {
    let bytes: ArraySlice<UInt8>

    /// The places after the arrays and maps, in the order in which these begin.
    private var ends: [Place] = []

    /// Where a value is: its index in the bytes, and how many arrays and maps begin before it.
    struct Place {
        var index: Int
        var container: Int
    }

    /// The most levels of arrays and maps. The reader calls itself once a level, so this bounds its stack.
    static let depthLimit = 64

    init(_ bytes: ArraySlice<UInt8>) throws(MessagePackFault) {
        self.bytes = bytes
        let end = try check(at: bytes.startIndex, depth: 0)
        guard end == bytes.endIndex else {
            let found = "\(bytes.endIndex - end) more bytes"
            throw MessagePackFault(bytes, end, found: found, expected: "the end after one value")
        }
    }

    /// The place of the one value.
    var root: Place { Place(index: bytes.startIndex, container: 0) }

    /// The item at a place.
    func item(at place: Place) throws(MessagePackFault) -> MessagePackItem {
        try MessagePackItem(bytes, at: place.index)
    }

    /// Whether there is a nil at a place.
    func isNone(at place: Place) -> Bool { bytes[place.index] == 0xC0 }

    /// Reads a scalar and moves past it; for an array or a map, moves past the header to its first element or key.
    func take(at place: inout Place) throws(MessagePackFault) -> MessagePackItem {
        let item = try item(at: place)
        place.index = item.end
        switch item.kind {
        case .array, .map: place.container += 1
        default: break
        }
        return item
    }

    /// Moves past a value and everything in it.
    func skip(_ place: inout Place) throws(MessagePackFault) {
        let item = try item(at: place)
        switch item.kind {
        case .array, .map: place = ends[place.container]
        default: place.index = item.end
        }
    }

    /// The string at a range of the bytes.
    func text(_ range: Range<Int>) throws(MessagePackFault) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            let found = "\(range.count) bytes in another encoding"
            throw MessagePackFault(bytes, range.lowerBound, found: found, expected: "UTF-8")
        }
        return text
    }

    /// Reads a map's key and moves past it.
    func key(at place: inout Place) throws(MessagePackFault) -> String {
        let index = place.index
        let item = try take(at: &place)
        guard case .text = item.kind else {
            throw MessagePackFault(bytes, index, found: item.description, expected: "a string as key")
        }
        return try text(item.content)
    }

    // MARK: - Implementation

    /// Checks a value and everything in it, and returns where it ends.
    private func check(at index: Int, depth: Int) throws(MessagePackFault) -> Int {
        let item = try MessagePackItem(bytes, at: index)
        let container = ends.count
        var end = item.end
        switch item.kind {
        case .text:
            _ = try text(item.content)
        case .array(let count):
            try open(at: index, depth: depth)
            for _ in 0..<count { end = try check(at: end, depth: depth + 1) }
            ends[container] = Place(index: end, container: ends.count)
        case .map(let count):
            try open(at: index, depth: depth)
            var keys: Set<String> = []
            for _ in 0..<count {
                var place = Place(index: end, container: ends.count)
                let key = try key(at: &place)
                guard keys.insert(key).inserted else {
                    let found = "the key \(quoted(key)) again"
                    throw MessagePackFault(bytes, end, found: found, expected: "each key once")
                }
                end = try check(at: place.index, depth: depth + 1)
            }
            ends[container] = Place(index: end, container: ends.count)
        default: break
        }
        return end
    }

    /// Notes that an array or a map begins; where it ends is not yet known.
    private func open(at index: Int, depth: Int) throws(MessagePackFault) {
        guard depth < Self.depthLimit else {
            let expected = "at most \(Self.depthLimit)"
            throw MessagePackFault(bytes, index, found: "\(depth + 1) levels of arrays and maps", expected: expected)
        }
        ends.append(Place(index: index, container: ends.count))
    }
}
