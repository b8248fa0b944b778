/// A value that is written and read in one piece, without Codable's containers: a number, a Boolean, a string, or an
/// array of them.
///
/// Arrays are the reason: through Codable, every element costs a container's call and a cast.
protocol MessagePackScalar: Codable {
    /// How many levels of arrays a value has; 0 for a number.
    static var levels: Int { get }

    /// How many levels an array of them has.
    static var listLevels: Int { get }

    func append(to bytes: inout [UInt8]) throws

    static func read(_ value: MessagePackValue) throws(MessagePackFault) -> Self

    /// Appends an array of them; bytes have their own form for it.
    static func append(_ list: [Self], to bytes: inout [UInt8]) throws

    static func readList(_ value: MessagePackValue) throws(MessagePackFault) -> [Self]
}

extension MessagePackScalar {
    static var levels: Int { 0 }
    static var listLevels: Int { 1 + levels }

    static func append(_ list: [Self], to bytes: inout [UInt8]) throws {
        try bytes.append(arrayOf: list.count)
        for element in list { try element.append(to: &bytes) }
    }

    static func readList(_ value: MessagePackValue) throws(MessagePackFault) -> [Self] {
        guard case .array(let elements) = value.content else { throw MessagePackFault(value, expected: "an array") }
        return try elements.map(read)
    }
}

extension Array: MessagePackScalar where Element: MessagePackScalar {
    static var levels: Int { Element.listLevels }

    func append(to bytes: inout [UInt8]) throws { try Element.append(self, to: &bytes) }

    static func read(_ value: MessagePackValue) throws(MessagePackFault) -> Self { try Element.readList(value) }
}

extension Bool: MessagePackScalar {
    func append(to bytes: inout [UInt8]) { bytes.append(self ? 0xC3 : 0xC2) }

    static func read(_ value: MessagePackValue) throws(MessagePackFault) -> Self {
        guard case .truth(let truth) = value.content else { throw MessagePackFault(value, expected: "true or false") }
        return truth
    }
}

extension String: MessagePackScalar {
    func append(to bytes: inout [UInt8]) throws {
        try bytes.append(textOf: utf8.count)
        bytes.append(contentsOf: utf8)
    }

    static func read(_ value: MessagePackValue) throws(MessagePackFault) -> Self {
        guard case .text(let text) = value.content else { throw MessagePackFault(value, expected: "a string") }
        return text
    }
}

/// Numbers keep their bits, those of NaN included.
extension Double: MessagePackScalar {
    func append(to bytes: inout [UInt8]) { bytes.append(0xCB, bitPattern) }

    /// A float32 is also a Double; an integer is not.
    static func read(_ value: MessagePackValue) throws(MessagePackFault) -> Self {
        switch value.content {
        case .double(let number): return number
        case .single(let number): return Double(number)
        default: throw MessagePackFault(value, expected: "a floating-point number")
        }
    }
}

extension Float: MessagePackScalar {
    func append(to bytes: inout [UInt8]) { bytes.append(0xCA, bitPattern) }

    /// Only a float32: a float64 would have to be rounded.
    static func read(_ value: MessagePackValue) throws(MessagePackFault) -> Self {
        guard case .single(let number) = value.content else { throw MessagePackFault(value, expected: "a float32") }
        return number
    }
}
