/// A pattern over tensor names as fnmatch has it: `*` for any characters, slashes and dots among them, `?` for one, `[a-z]`
/// and `[!a-z]` for one of a set. Everything else stands for itself.
///
/// Source: POSIX.1-2017, section 2.13, without FNM_PATHNAME. That leaves `[^a]` open; here, as in Python's fnmatch, the
/// circumflex stands for itself.
public struct Glob: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as it was written.
    public let pattern: String

    private let parts: [Part]

    private enum Part: Hashable {
        case one(Character)
        case any
        case run
        case set([ClosedRange<Character>], isNegated: Bool)
    }

    /// The pattern.
    public init(_ pattern: String) {
        self.pattern = pattern
        var parts: [Part] = []
        var rest = Substring(pattern)
        while let character = rest.popFirst() {
            switch character {
            case "*": if parts.last != .run { parts.append(.run) }
            case "?": parts.append(.any)
            case "[":
                // A bracket that is never closed stands for itself.
                parts.append(Self.set(&rest) ?? .one("["))
            default: parts.append(.one(character))
            }
        }
        self.parts = parts
    }

    public var description: String { pattern }

    /// Whether the whole name matches.
    ///
    /// Complexity: O(length of the name times length of the pattern).
    public func matches(_ name: String) -> Bool {
        let name = Array(name)
        // The last run of `*` and the place in the name that it is tried to end before: all that need be tried again.
        var (part, place) = (0, 0)
        var (lastRun, lastPlace) = (-1, 0)
        while place < name.count {
            if part < parts.count, parts[part] == .run {
                (lastRun, lastPlace) = (part, place)
                part += 1
            } else if part < parts.count, Self.isMatch(parts[part], name[place]) {
                part += 1
                place += 1
            } else if lastRun >= 0 {
                lastPlace += 1
                (part, place) = (lastRun + 1, lastPlace)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .run }
    }

    // MARK: - Implementation

    private static func isMatch(_ part: Part, _ character: Character) -> Bool {
        switch part {
        case .one(let own): own == character
        case .any: true
        case .run: false
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
        }
    }

    /// The set whose opening bracket has been read; nil, and nothing read, where it is not closed.
    private static func set(_ rest: inout Substring) -> Part? {
        var scan = rest
        var ranges: [ClosedRange<Character>] = []
        let isNegated = scan.first == "!"
        if isNegated { scan.removeFirst() }
        var isFirst = true
        while let low = scan.popFirst() {
            // A closing bracket that comes first is one of the set.
            if low == "]", !isFirst {
                rest = scan
                return .set(ranges, isNegated: isNegated)
            }
            isFirst = false
            if scan.first == "-", let high = scan.dropFirst().first, high != "]" {
                scan.removeFirst(2)
                // A range from above to below holds nothing.
                if low <= high { ranges.append(low...high) }
            } else {
                ranges.append(low...low)
            }
        }
        return nil
    }
}
