/// How numbers and arithmetic are read.
extension ClaimParser {
    /// An expression of numbers, such as 2 * sqrt(6 / 3) or 1.5f-3; its value is finite.
    mutating func sum() throws(ClaimError) -> Double {
        var result = try product()
        while true {
            skipBlanks()
            let place = position
            if take("+") {
                result = try finite(result + (try product()), at: place)
            } else if take("-") {
                result = try finite(result - (try product()), at: place)
            } else {
                return result
            }
        }
    }

    private mutating func product() throws(ClaimError) -> Double {
        var result = try factor()
        while true {
            skipBlanks()
            let place = position
            if take("*") {
                result = try finite(result * (try factor()), at: place)
            } else if take("/") {
                let divisor = try factor()
                guard divisor != 0 else { throw failure("a divisor other than 0", found: "a division by 0", at: place) }
                result = try finite(result / divisor, at: place)
            } else {
                return result
            }
        }
    }

    /// A sign binds more loosely than a power before it and more tightly than one after: -2**-2 is -(2**(-2)).
    private mutating func factor() throws(ClaimError) -> Double {
        try descend()
        defer { depth -= 1 }
        if take("-") { return -(try factor()) }
        if take("+") { return try factor() }
        let base = try primary()
        skipBlanks()
        let place = position
        guard characters[position...].starts(with: "**") else { return base }
        position += 2
        let exponent = try factor()
        guard let power = Self.power(base, exponent) else {
            throw failure(
                "a finite number",
                found: "\(ClaimValue.number(base)) ** \(ClaimValue.number(exponent))",
                at: place
            )
        }
        return power
    }

    private mutating func primary() throws(ClaimError) -> Double {
        if take("(") {
            let result = try sum()
            guard take(")") else { throw failure("')'") }
            return result
        }
        skipBlanks()
        let start = position
        guard let name = functionName() else {
            if let constant = constant() { return constant }
            var value = try number()
            // A root in Rust's notation: 2.0_f64.sqrt(). No number is below 0 here, since its sign has not been read
            // yet.
            while takeText(".sqrt()") { value = value.squareRoot() }
            return value
        }
        _ = take("(")
        switch name.split(separator: ".").last {
        case "sqrt":
            let radicand = try sum()
            guard radicand >= 0 else {
                throw failure("a root of 0 or more", found: "the root of \(ClaimValue.number(radicand))", at: start)
            }
            guard take(")") else { throw failure("')'") }
            return radicand.squareRoot()
        case "calculate_gain":
            return try gain()
        default:
            position = start
            throw failure("a number, \(Self.functionSummary) or text in quotes")
        }
    }

    /// A named number; nil for anything else.
    private mutating func constant() -> Double? {
        let start = position
        if identifier() != nil, take("."), identifier() != nil,
            let value = Self.constants[String(characters[start..<position])]
        {
            return value
        }
        position = start
        return nil
    }

    /// The rest of calculate_gain(nonlinearity, param=None) after its parenthesis.
    private mutating func gain() throws(ClaimError) -> Double {
        skipLabel("nonlinearity")
        let place = position
        guard let quote = peek(), quote == "'" || quote == "\"" else {
            throw failure("a nonlinearity in quotes, such as 'tanh'")
        }
        let nonlinearity = try quoted(quote)
        var parameter: Double?
        if take(",") {
            skipLabel("param")
            if peek() != ")", !takeWord("None") { parameter = try sum() }
            _ = take(",")
        }
        guard take(")") else { throw failure("')'") }
        guard let gain = Self.gain(nonlinearity, slope: parameter ?? 0.01) else {
            throw failure("one of PyTorch's nonlinearities", found: "'\(nonlinearity)'", at: place)
        }
        return gain
    }

    private mutating func number() throws(ClaimError) -> Double {
        skipBlanks()
        let start = position
        while let c = peek(), c.isASCII, c.isNumber || c == "." || c == "_" { position += 1 }
        if let e = peek(), e == "e" || e == "E", position > start {
            let mantissaEnd = position
            position += 1
            if let sign = peek(), sign == "-" || sign == "+" { position += 1 }
            let digits = position
            while let c = peek(), c.isASCII, c.isNumber { position += 1 }
            if position == digits { position = mantissaEnd }
        }
        var text = String(characters[start..<position].filter { $0 != "_" })
        if position > start, !takeText("f64"), !takeText("f32"), let exponent = juliaExponent() {
            text += "e" + exponent
        }
        guard text != ".", let value = Double(text.hasSuffix(".") ? text + "0" : text) else {
            position = start
            throw failure("a number, \(Self.functionSummary), text in quotes, True, False or None")
        }
        return try finite(value, at: start)
    }

    /// The exponent after f in Julia's single-precision numbers: 0 in 1.5f0, -3 in 1f-3; nil for other numbers.
    private mutating func juliaExponent() -> String? {
        let start = position
        guard takeText("f") else { return nil }
        let first = position
        if peek() == "-" { position += 1 }
        let digits = position
        while let c = peek(), c.isASCII, c.isNumber { position += 1 }
        guard position > digits else {
            position = start
            return nil
        }
        return String(characters[first..<position])
    }
}
