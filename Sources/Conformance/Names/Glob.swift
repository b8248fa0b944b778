/// A pattern over tensor names, as in fnmatch.
///
/// `*` stands for any characters, slashes and dots included, `?` for one, and `[a-z]` and `[!a-z]` for one of a set. In
/// addition, `{layer}`, or any such name, stands for a whole number: all digits at that place. Everything else stands
/// for itself.
///
/// Source: POSIX.1-2017, section 2.13, without FNM_PATHNAME. POSIX leaves `[^a]` open; here, as in Python's fnmatch,
/// the circumflex stands for itself.
public struct Glob: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as it was written.
    public let pattern: String

    private let parts: [Part]

    private enum Part: Hashable {
        case one(Unicode.Scalar)
        case any
        case run
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
        case number(String)
    }

    /// The pattern.
    public init(_ pattern: String) {
        self.pattern = pattern
        var parts: [Part] = []
        var rest = Substring(pattern).unicodeScalars
        while let character = rest.popFirst() {
            switch character {
            case "*": if parts.last != .run { parts.append(.run) }
            case "?": parts.append(.any)
            case "[":
                // A bracket that is never closed stands for itself.
                parts.append(Self.set(&rest) ?? .one("["))
            case "{":
                // Braces around anything but a name stand for themselves.
                parts.append(Self.placeholder(&rest).map { .number($0) } ?? .one("{"))
            default: parts.append(.one(character))
            }
        }
        self.parts = parts
        let isLiteral = parts.allSatisfy { if case .one = $0 { true } else { false } }
        literal = isLiteral ? pattern : nil
        placeholders = parts.compactMap { if case .number(let name) = $0 { name } else { nil } }
    }

    public var description: String { pattern }

    /// The names in braces, in order.
    package let placeholders: [String]

    /// The one name that matches; nil where the pattern has a special character.
    let literal: String?

    /// The most bytes that a pattern from a user may have.
    public static let lengthLimit = 1024

    /// A pattern from a user.
    ///
    /// - Throws: `GlobError` if it is longer than `lengthLimit`.
    public init(checking pattern: String) throws(GlobError) {
        guard pattern.utf8.count <= Self.lengthLimit else { throw GlobError(bytes: pattern.utf8.count) }
        self.init(pattern)
    }

    /// Whether the whole name matches.
    ///
    /// Characters are Unicode's scalars, as in Python. Complexity: O(length of the name times length of the pattern).
    public func matches(_ name: String) -> Bool {
        numbers(in: name) != nil
    }

    /// The numbers that the placeholders stand for in a matching name, in order and without leading zeros; nil if the
    /// name does not match.
    ///
    /// A run before a placeholder takes as little as it can. Complexity: as of `matches`.
    package func numbers(in name: String) -> [String]? {
        if let literal { return literal.utf8.elementsEqual(name.utf8) ? [] : nil }
        let name = name.unicodeScalars
        // The last run of `*`, and the place in the name before which it is tried to end: nothing else need be tried
        // again.
        var (part, place) = (0, name.startIndex)
        var (lastRun, lastPlace, found) = (-1, name.startIndex, 0)
        var numbers: [Range<String.Index>] = []
        // The digits that were found last: a match that begins among them ends where they do.
        var digits = name.startIndex..<name.startIndex
        while place < name.endIndex {
            if part < parts.count, parts[part] == .run {
                (lastRun, lastPlace, found) = (part, place, numbers.count)
                // Nothing more is needed after a run at the end.
                if part == parts.count - 1 { break }
                part += 1
            } else if part < parts.count, case .number = parts[part], Self.isDigit(name[place]) {
                if !digits.contains(place) {
                    digits = place..<(name[place...].firstIndex { !Self.isDigit($0) } ?? name.endIndex)
                }
                numbers.append(place..<digits.upperBound)
                part += 1
                place = digits.upperBound
            } else if part < parts.count, Self.isMatch(parts[part], name[place]) {
                part += 1
                name.formIndex(after: &place)
            } else if lastRun >= 0 {
                name.formIndex(after: &lastPlace)
                (part, place) = (lastRun + 1, lastPlace)
                numbers.removeSubrange(found...)
            } else {
                return nil
            }
        }
        guard parts[part...].allSatisfy({ $0 == .run }) else { return nil }
        return numbers.map { range in
            let digits = name[range].drop { $0 == "0" }
            return digits.isEmpty ? "0" : String(digits)
        }
    }

    // MARK: - Implementation

    private static func isMatch(_ part: Part, _ character: Unicode.Scalar) -> Bool {
        switch part {
        case .one(let own): own == character
        case .any: true
        case .run, .number: false
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
        }
    }

    private static func isDigit(_ character: Unicode.Scalar) -> Bool { ("0"..."9").contains(character) }

    /// The name of a placeholder whose opening brace has been read; nil, with nothing read, if it is not one.
    private static func placeholder(_ rest: inout Substring.UnicodeScalarView) -> String? {
        let name = rest.prefix { $0 != "}" }
        guard name.endIndex < rest.endIndex, Placeholders.isName(name) else { return nil }
        rest = rest[rest.index(after: name.endIndex)...]
        return String(name)
    }

    /// The set whose opening bracket has been read; nil, with nothing read, if it is not closed.
    private static func set(_ rest: inout Substring.UnicodeScalarView) -> Part? {
        var scan = rest
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        let isNegated = scan.first == "!"
        if isNegated { scan.removeFirst() }
        var isFirst = true
        while let low = scan.popFirst() {
            // A closing bracket that comes first belongs to the set.
            if low == "]", !isFirst {
                rest = scan
                return .set(ranges, isNegated: isNegated)
            }
            isFirst = false
            if scan.first == "-", let high = scan.dropFirst().first, high != "]" {
                scan.removeFirst(2)
                // A range with its ends in the wrong order holds nothing.
                if low <= high { ranges.append(low...high) }
            } else {
                ranges.append(low...low)
            }
        }
        return nil
    }
}

/// A pattern that is too long.
public struct GlobError: Error, Hashable, Sendable, CustomStringConvertible {
    let bytes: Int

    public var description: String {
        "pattern: found \(bytes) bytes, expected at most \(Glob.lengthLimit)"
    }
}
