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

    /// Reads the value at a place and moves past it.
    static func read(_ document: MessagePackDocument, at place: inout MessagePackDocument.Place)
        throws(MessagePackFault) -> Self

    /// Appends an array of them; bytes have their own form for it.
    static func append(_ list: [Self], to bytes: inout [UInt8]) throws

    static func readList(_ document: MessagePackDocument, at place: inout MessagePackDocument.Place)
        throws(MessagePackFault) -> [Self]
}

extension MessagePackScalar {
    typealias Document = MessagePackDocument
    typealias Place = MessagePackDocument.Place

    static var levels: Int { 0 }
    static var listLevels: Int { 1 + levels }

    static func append(_ list: [Self], to bytes: inout [UInt8]) throws {
        try MessagePackHeader.array.append(list.count, to: &bytes)
        for element in list { try element.append(to: &bytes) }
    }

    static func readList(_ document: Document, at place: inout Place) throws(MessagePackFault) -> [Self] {
        let start = place.index
        let item = try document.take(at: &place)
        guard case .array(let count) = item.kind else {
            throw MessagePackFault(document.bytes, start, found: item, expected: "an array")
        }
        var list: [Self] = []
        // The document has been checked: this many elements are there.
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try read(document, at: &place)) }
        return list
    }
}

extension Array: MessagePackScalar where Element: MessagePackScalar {
    static var levels: Int { Element.listLevels }

    func append(to bytes: inout [UInt8]) throws { try Element.append(self, to: &bytes) }

    static func read(_ document: Document, at place: inout Place) throws(MessagePackFault) -> Self {
        try Element.readList(document, at: &place)
    }
}

extension Bool: MessagePackScalar {
    func append(to bytes: inout [UInt8]) { bytes.append(self ? 0xC3 : 0xC2) }

    static func read(_ document: Document, at place: inout Place) throws(MessagePackFault) -> Self {
        let start = place.index
        let item = try document.take(at: &place)
        guard case .truth(let truth) = item.kind else {
            throw MessagePackFault(document.bytes, start, found: item, expected: "true or false")
        }
        return truth
    }
}

extension String: MessagePackScalar {
    func append(to bytes: inout [UInt8]) throws {
        try MessagePackHeader.text.append(utf8.count, to: &bytes)
        bytes.append(contentsOf: utf8)
    }

    static func read(_ document: Document, at place: inout Place) throws(MessagePackFault) -> Self {
        let start = place.index
        let item = try document.take(at: &place)
        guard case .text = item.kind else {
            throw MessagePackFault(document.bytes, start, found: item, expected: "a string")
        }
        return try document.text(item.content)
    }
}

/// Numbers keep their bits, those of NaN included.
extension Double: MessagePackScalar {
    func append(to bytes: inout [UInt8]) {
        bytes.append(0xCB)
        bytes.append(bigEndian: bitPattern)
    }

    /// A float32 is also a Double; an integer is not.
    static func read(_ document: Document, at place: inout Place) throws(MessagePackFault) -> Self {
        let start = place.index
        let item = try document.take(at: &place)
        switch item.kind {
        case .double(let number): return number
        case .single(let number): return Double(number)
        default: throw MessagePackFault(document.bytes, start, found: item, expected: "a floating-point number")
        }
    }
}

extension Float: MessagePackScalar {
    func append(to bytes: inout [UInt8]) {
        bytes.append(0xCA)
        bytes.append(bigEndian: bitPattern)
    }

    /// Only a float32: a float64 would have to be rounded.
    static func read(_ document: Document, at place: inout Place) throws(MessagePackFault) -> Self {
        let start = place.index
        let item = try document.take(at: &place)
        guard case .single(let number) = item.kind else {
            throw MessagePackFault(document.bytes, start, found: item, expected: "a float32")
        }
        return number
    }
}
