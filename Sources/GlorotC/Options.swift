internal import Claims
internal import WeightFiles

/// The options of a call: a JSON object with known members.
struct Options {
    /// A member's value. No member is an object.
    private enum Value {
        case text(String)
        /// The number as it is spelt.
        case number(String)
        case flag(Bool)
        case list([Value])
    }

    private var members: [String: Value] = [:]

    /// The largest size of options in bytes: rules have at most 1 MiB, and each byte may be an escape of six.
    static let sizeLimit = 8 << 20

    /// Reads options; NULL stands for none.
    ///
    /// - Parameter names: the members that the call knows.
    /// - Throws: `CallError.options` if it is not such an object.
    init(_ pointer: UnsafePointer<CChar>?, _ names: [String]) throws {
        guard let pointer else { return }
        let bytes = UnsafeBufferPointer(start: pointer, count: Self.length(pointer)).map { UInt8(bitPattern: $0) }
        guard bytes.count <= Self.sizeLimit else {
            throw CallError.options("options: found more than \(Self.sizeLimit) bytes, expected less")
        }
        var members: [String: Value] = [:]
        do throws(WeightFileError) {
            var json = JSONReader(bytes, path: "options", subject: "JSON", base: 0)
            try json.object { (json, name, _) throws(WeightFileError) in
                members[name] = try Self.value(&json)
            }
            try json.end()
        } catch {
            throw CallError.options("\(error)")
        }
        for name in members.keys.sorted() where !names.contains(name) {
            throw CallError.options("options: found \"\(name)\", expected \(names.joined(separator: ", "))")
        }
        self.members = members
    }

    func text(_ name: String) throws -> String? {
        switch members[name] {
        case nil: return nil
        case .text(let text): return text
        default: throw CallError.options("\(name): expected a text")
        }
    }

    func flag(_ name: String) throws -> Bool {
        switch members[name] {
        case nil: return false
        case .flag(let value): return value
        default: throw CallError.options("\(name): expected true or false")
        }
    }

    func number(_ name: String) throws -> Double? {
        guard let member = members[name] else { return nil }
        guard case .number(let spelling) = member, let value = Double(spelling) else {
            throw CallError.options("\(name): expected a number")
        }
        return value
    }

    /// A number strictly between 0 and 1.
    func probability(_ name: String) throws -> Double? {
        guard let value = try number(name) else { return nil }
        guard value > 0, value < 1 else {
            throw CallError.options("\(name): found \(value), expected a number above 0 and below 1")
        }
        return value
    }

    func integer<Number: FixedWidthInteger>(_ name: String, _ type: Number.Type = Int.self) throws -> Number? {
        let spelling: String
        switch members[name] {
        case nil: return nil
        // A number that JSON readers would round may be passed as a text.
        case .number(let text), .text(let text): spelling = text
        default: throw CallError.options("\(name): expected a whole number")
        }
        guard let value = Number(spelling) else {
            let found = spelling.prefix(40)
            throw CallError.options("\(name): found \(found), expected a whole number of \(Number.min)...\(Number.max)")
        }
        return value
    }

    func texts(_ name: String) throws -> [String]? {
        try list(name, of: "texts") { if case .text(let text) = $0 { text } else { nil } }
    }

    func integers(_ name: String) throws -> [Int]? {
        try list(name, of: "whole numbers") { if case .number(let text) = $0 { Int(text) } else { nil } }
    }

    /// The fans; nil if they are not stated.
    func fans() throws -> ClaimedFans? {
        switch (try integer("fan_in"), try integer("fan_out")) {
        case (nil, nil): return nil
        case (let fanIn?, let fanOut?):
            guard fanIn > 0, fanOut > 0 else {
                throw CallError.options("fan_in, fan_out: found \(fanIn) and \(fanOut), expected numbers above 0")
            }
            return ClaimedFans(fanIn: Double(fanIn), fanOut: Double(fanOut))
        default: throw CallError.options("fan_in, fan_out: found one of them, expected both")
        }
    }

    // MARK: - Implementation

    private func list<Element>(_ name: String, of what: String, _ element: (Value) -> Element?) throws -> [Element]? {
        guard let member = members[name] else { return nil }
        guard case .list(let values) = member else { throw CallError.options("\(name): expected a list of \(what)") }
        return try values.map { value in
            guard let element = element(value) else {
                throw CallError.options("\(name): expected a list of \(what)")
            }
            return element
        }
    }

    private static func value(_ json: inout JSONReader) throws(WeightFileError) -> Value {
        if json.isAtString() { return .text(try json.string()) }
        guard json.isAtContainer() else {
            switch try json.literal() {
            case "true": return .flag(true)
            case "false": return .flag(false)
            case let spelling: return .number(spelling)
            }
        }
        var values: [Value] = []
        try json.array { json throws(WeightFileError) in values.append(try value(&json)) }
        return .list(values)
    }

    /// Bytes before the NUL.
    private static func length(_ pointer: UnsafePointer<CChar>) -> Int {
        var length = 0
        while pointer[length] != 0 { length += 1 }
        return length
    }
}
