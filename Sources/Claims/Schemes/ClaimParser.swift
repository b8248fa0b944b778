internal import Substrings

/// Reads the grammar of claims:
///
///     claim     = [ generator "." ] name [ arguments [ arguments ] ]
///     name      = identifier { ( "." | "::" ) identifier | "[" anything "]" }
///     arguments = "(" [ argument { ( "," | ";" ) argument } [ "," ] ] ")" | "{" [ argument { "," argument } [ "," ] ] "}"
///     argument  = [ identifier ( "=" | ":" ) ] value
///     value     = expression | text in quotes | True | False | true | false | None | "(" values ")" | "[" values "]" | name
///
/// A generator is a call that makes one, such as np.random.default_rng(0): its seed does not affect the law.
///
/// The second arguments are those in the call of the result, as in GlorotUniform()(shape=(784, 256)). Blanks, line
/// breaks and comments, from # to the end of the line, may stand between all of these. A call or an element may stand
/// where a tensor or a key is expected: torch.empty(3, 5), weights[0], jax.random.PRNGKey(0).
///
/// An expression has numbers, + - * / and **, parentheses, sqrt(...) and calculate_gain('tanh'), as people write them
/// in Python. A function may follow a module's name, as in math.sqrt, np.sqrt and nn.init.calculate_gain. Its value and
/// every intermediate value are finite numbers.
package struct ClaimParser {
    private let claim: String
    let characters: [Character]
    var position = 0
    var depth = 0

    /// The most bytes of a claim.
    package static let lengthLimit = 4096

    /// Deeper nesting than anyone writes is refused, which bounds the recursion.
    private static let maximumDepth = 32

    private init(_ claim: String) {
        self.claim = claim
        characters = Array(claim)
    }

    package static func parse(_ claim: String) throws(ClaimError) -> ClaimCall {
        guard claim.utf8.count <= lengthLimit else { throw .tooLong(bytes: claim.utf8.count) }
        var parser = ClaimParser(claim)
        return try parser.call()
    }

    // MARK: - Implementation

    private mutating func call() throws(ClaimError) -> ClaimCall {
        var call = ClaimCall(name: try method(of: dottedName()), arguments: [])
        // PyTorch's in-place functions take a tensor first, JAX's functions a key.
        let takesReference = call.name.hasSuffix("_") || call.name.holds("random.")
        if take("(") {
            call.arguments = try arguments(takesReference ? 1 : 0)
            if take("(") { call.result = try arguments(.max) }
        } else if take("{") {
            call.arguments = try arguments(0, closing: "}", label: ":")
        }
        skipBlanks()
        guard position == characters.count else { throw failure("the end") }
        return call
    }

    /// The function that a generator's method stands for: np.random.normal for np.random.default_rng(0).normal; the
    /// name itself if it does not make a generator.
    private mutating func method(of name: String) throws(ClaimError) -> String {
        let parts = name.split(separator: ".")
        guard let maker = parts.last, Self.generators.contains(String(maker)), take("(") else { return name }
        try skipBracket("(")
        guard take(".") else { throw failure("the generator's method, such as .normal(0, 0.02)") }
        // If imported by itself, it is NumPy's.
        let module = parts.count > 1 ? parts.dropLast().joined(separator: ".") : "np.random"
        return module + "." + (try dottedName())
    }

    /// The functions that make NumPy's generators.
    private static let generators: Set<String> = ["default_rng", "RandomState", "Generator"]

    /// The rest of a list of arguments. This many at its beginning may be calls or elements.
    ///
    /// Rust's structs have braces and colons, as in KaimingNormal { gain: 1.0, fan_out_only: false }; Julia has a
    /// semicolon before labelled arguments.
    private mutating func arguments(
        _ references: Int,
        closing: Character = ")",
        label: Character = "="
    ) throws(ClaimError) -> [ClaimCall.Argument] {
        var arguments: [ClaimCall.Argument] = []
        while !take(closing) {
            arguments.append(try argument(takesReference: arguments.count < references, label))
            if take(closing) { break }
            guard take(",") || closing == ")" && take(";") else { throw failure("',' or '\(closing)'") }
        }
        return arguments
    }

    private mutating func argument(
        takesReference: Bool,
        _ separator: Character
    ) throws(ClaimError) -> ClaimCall.Argument {
        skipBlanks()
        let column = position + 1
        let start = position
        if let label = identifier(), take(separator) {
            skipBlanks()
            // A layer's initializer may be a call.
            if label.hasSuffix("initializer") || label.hasSuffix("_init"), let call = try reference() {
                return ClaimCall.Argument(label: label, value: .identifier(call), column: column)
            }
            return ClaimCall.Argument(label: label, value: try value(), column: column)
        }
        position = start
        if takesReference, let name = try reference() {
            return ClaimCall.Argument(label: nil, value: .identifier(name), column: column)
        }
        return ClaimCall.Argument(label: nil, value: try value(), column: column)
    }

    /// A name with calls or elements, such as torch.empty(3, 5), w[0] and self.layers[1].weight; nil for anything else.
    private mutating func reference() throws(ClaimError) -> String? {
        let start = position
        guard identifier() != nil else { return nil }
        var isPlain = true
        while let c = peek(), c == "." || c == "(" || c == "[" {
            position += 1
            if c == "." {
                _ = identifier()
            } else {
                isPlain = false
                try skipBracket(c)
            }
        }
        let name = String(characters[start..<position])
        // Booleans, None and a plain name are values like any other.
        guard !isPlain else {
            position = start
            return nil
        }
        return name
    }

    /// Skips to the end of an opened bracket, including the brackets within.
    private mutating func skipBracket(_ opening: Character) throws(ClaimError) {
        var open = [opening]
        while let last = open.last {
            guard let c = peek(), open.count <= Self.maximumDepth else {
                throw failure("'\(last == "(" ? ")" : "]")'")
            }
            position += 1
            switch c {
            case "(", "[": open.append(c)
            case ")", "]":
                guard (c == ")") == (last == "(") else {
                    position -= 1
                    throw failure("'\(last == "(" ? ")" : "]")'")
                }
                open.removeLast()
            default: break
            }
        }
    }

    private mutating func value() throws(ClaimError) -> ClaimValue {
        skipBlanks()
        if let quote = peek(), quote == "'" || quote == "\"" { return .text(try quoted(quote)) }
        let start = position
        if let word = identifier(), peek() != "(" {
            switch word {
            case "True", "true": return .boolean(true)
            case "False", "false": return .boolean(false)
            case "None": return .none
            default:
                while let c = peek(), c == "." || c == "[" {
                    position += 1
                    if c == "." { _ = identifier() } else { try skipBracket(c) }
                }
                let name = String(characters[start..<position])
                if peek() != "(", Self.constants[name] == nil { return .identifier(name) }
            }
        }
        position = start
        if peek() == "[" { return .tuple(try list()) }
        if peek() == "(", let tuple = try tupleOrNil() { return tuple }
        return .number(try sum())
    }

    /// The values of a list, which become a tuple.
    private mutating func list() throws(ClaimError) -> [ClaimValue] {
        try descend()
        defer { depth -= 1 }
        _ = take("[")
        var values: [ClaimValue] = []
        while !take("]") {
            values.append(try value())
            if take("]") { break }
            guard take(",") else { throw failure("',' or ']'") }
        }
        return values
    }

    /// A tuple has a comma; parentheses without one belong to an expression.
    private mutating func tupleOrNil() throws(ClaimError) -> ClaimValue? {
        let start = position
        try descend()
        defer { depth -= 1 }
        _ = take("(")
        var values: [ClaimValue] = []
        var sawComma = false
        while !take(")") {
            values.append(try value())
            if take(",") {
                sawComma = true
            } else if take(")") {
                // Text in parentheses is text, as in mode=("fan_avg").
                if !sawComma, case .text? = values.first { return values.first }
                break
            } else {
                position = start
                return nil
            }
        }
        if sawComma || values.isEmpty { return .tuple(values) }
        position = start
        return nil
    }

    /// Whether a text comes next; if so, it is skipped.
    mutating func takeText(_ text: String) -> Bool {
        guard characters[position...].starts(with: text) else { return false }
        position += text.count
        return true
    }

    mutating func quoted(_ quote: Character) throws(ClaimError) -> String {
        position += 1
        let start = position
        while let c = peek(), c != quote { position += 1 }
        guard peek() == quote else { throw failure("a closing \(quote)") }
        position += 1
        return String(characters[start..<(position - 1)])
    }

    private mutating func dottedName() throws(ClaimError) -> String {
        skipBlanks()
        let start = position
        guard identifier() != nil else { throw failure("the name of an initializer") }
        var name = String(characters[start..<position])
        while let c = peek(), c == "." || c == "[" || characters[position...].starts(with: "::") {
            let part = position
            position += c == ":" ? 2 : 1
            if c == "[" {
                try skipBracket(c)
                name += String(characters[part..<position])
            } else {
                let start = position
                guard identifier() != nil else { throw failure("a name after '\(c == ":" ? "::" : ".")'") }
                // Rust's modules are then separated as Python's are.
                name += "." + String(characters[start..<position])
            }
        }
        return name
    }

    mutating func identifier() -> String? {
        skipBlanks()
        let start = position
        guard let first = peek(), first.isASCII, first.isLetter || first == "_" else { return nil }
        while let c = peek(), c.isASCII, c.isLetter || c.isNumber || c == "_" { position += 1 }
        return String(characters[start..<position])
    }

    /// A dotted name directly before '(', without the '('.
    mutating func functionName() -> String? {
        let start = position
        guard identifier() != nil else { return nil }
        while peek() == "." {
            position += 1
            _ = identifier()
        }
        if peek() == "(" { return String(characters[start..<position]) }
        position = start
        return nil
    }

    mutating func descend() throws(ClaimError) {
        depth += 1
        if depth > Self.maximumDepth { throw failure("at most \(Self.maximumDepth) levels of parentheses and signs") }
    }

    mutating func skipBlanks() {
        while let c = peek(), c == " " || c == "\t" || c == "#" || c.isNewline {
            position += 1
            if c == "#" { while let c = peek(), !c.isNewline { position += 1 } }
        }
    }

    mutating func take(_ character: Character) -> Bool {
        skipBlanks()
        guard peek() == character else { return false }
        position += 1
        return true
    }

    /// Skips `label=` if it comes next.
    mutating func skipLabel(_ label: String) {
        skipBlanks()
        let start = position
        if !(identifier() == label && take("=")) { position = start }
        skipBlanks()
    }

    mutating func takeWord(_ word: String) -> Bool {
        let start = position
        if identifier() == word { return true }
        position = start
        return false
    }

    func peek() -> Character? { position < characters.count ? characters[position] : nil }

    /// - Throws: if a value is beyond Double's range; `place` is that of the operator, or of the number.
    func finite(_ value: Double, at place: Int) throws(ClaimError) -> Double {
        guard value.isFinite else { throw failure("a finite number", found: "a number too large", at: place) }
        return value
    }

    func failure(_ expected: String, found: String? = nil, at place: Int? = nil) -> ClaimError {
        let here = peek().map { "'\($0)'" } ?? "the end"
        return .syntax(claim: claim, column: (place ?? position) + 1, found: found ?? here, expected: expected)
    }
}
