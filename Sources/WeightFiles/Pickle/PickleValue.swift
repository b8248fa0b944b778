/// A value as a pickle's opcodes describe it. Values refer to one another by their places in `Pickle.values`.
///
/// Nothing is looked up, imported or called. A value that Python would make by a call is recorded as the call: the
/// callee, the arguments, and the state that was set afterwards.
enum PickleValue {
    case none
    case boolean(Bool)
    case integer(Int)

    /// An integer beyond 64 bits: its bytes in two's complement, the least significant first.
    case wideInteger([UInt8])
    case number(Double)
    case text(String)
    case bytes([UInt8])
    case tuple([Int])

    /// A list or a set.
    case list([Int])

    /// Keys and values, alternating.
    case mapping([Int])

    /// A name in a module.
    case global(module: String, name: String)

    /// The result of a call that was not made.
    case object(PickleObject)

    /// Something that the file keeps elsewhere, under an identifier.
    case persistent(Int)
}

/// A call that was not made, and what was put into its result afterwards.
struct PickleObject {
    let callee: Int
    let arguments: Int

    /// Items, as in a list.
    var items: [Int] = []

    /// Keys and values, alternating.
    var entries: [Int] = []
    var state: Int?

    init(callee: Int, arguments: Int) { (self.callee, self.arguments) = (callee, arguments) }
}

/// A pickle that was read.
struct Pickle {
    /// Every value made by an opcode.
    let values: [PickleValue]

    /// The place of the pickle's own value.
    let root: Int

    /// The pickle's length in bytes.
    let length: Int

    subscript(_ place: Int) -> PickleValue { values[place] }

    /// A text; nil for anything else.
    func text(_ place: Int) -> String? { if case .text(let text) = values[place] { text } else { nil } }

    /// An integer; nil for anything else.
    func integer(_ place: Int) -> Int? { if case .integer(let value) = values[place] { value } else { nil } }

    /// The items of a tuple or a list, or of an object made from one, such as `torch.Size`; nil for anything else.
    func items(_ place: Int) -> [Int]? {
        switch values[place] {
        case .tuple(let items), .list(let items): return items
        case .object(let object):
            if !object.items.isEmpty { return object.items }
            guard case .tuple(let outer) = values[object.arguments], outer.count == 1 else { return nil }
            switch values[outer[0]] {
            case .tuple(let items), .list(let items): return items
            default: return nil
            }
        default: return nil
        }
    }

    /// The integers of a tuple or a list; nil if it contains anything else.
    func integers(_ place: Int) -> [Int]? {
        guard let items = items(place) else { return nil }
        let values = items.compactMap { integer($0) }
        return values.count == items.count ? values : nil
    }

    /// A global as `module.name`; nil for anything else.
    func global(_ place: Int) -> String? {
        if case .global(let module, let name) = values[place] { "\(module).\(name)" } else { nil }
    }
}
