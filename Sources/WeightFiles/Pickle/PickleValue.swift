/// What a pickle holds, as its opcodes say: values that refer to one another by their places in `Pickle.values`.
///
/// Nothing is looked up, imported or called. What Python would make by a call is the call: who is called, with what, and the
/// state that was set afterwards.
enum PickleValue {
    case none
    case boolean(Bool)
    case integer(Int)

    /// An integer that does not fit 64 bits, its bytes, the least significant first, in two's complement.
    case wideInteger([UInt8])
    case number(Double)
    case text(String)
    case bytes([UInt8])
    case tuple([Int])

    /// A list or a set.
    case list([Int])

    /// Keys and values in turn.
    case mapping([Int])

    /// A name of a module.
    case global(module: String, name: String)

    /// What a call would make.
    case object(PickleObject)

    /// What the file keeps elsewhere, under an identifier.
    case persistent(Int)
}

/// What a call would make, and what was put into it afterwards.
struct PickleObject {
    let callee: Int
    let arguments: Int

    /// Items as a list has them.
    var items: [Int] = []

    /// Keys and values in turn.
    var entries: [Int] = []
    var state: Int?

    init(callee: Int, arguments: Int) { (self.callee, self.arguments) = (callee, arguments) }
}

/// A pickle that was read.
struct Pickle {
    /// Every value that an opcode made.
    let values: [PickleValue]

    /// The place of the one that the pickle is.
    let root: Int

    /// Bytes of the pickle.
    let length: Int

    subscript(_ place: Int) -> PickleValue { values[place] }

    /// A text; nil for anything else.
    func text(_ place: Int) -> String? { if case .text(let text) = values[place] { text } else { nil } }

    /// An integer; nil for anything else.
    func integer(_ place: Int) -> Int? { if case .integer(let value) = values[place] { value } else { nil } }

    /// The items of a tuple or a list, also of one that a call makes of another, as `torch.Size` is; nil for anything else.
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

    /// Integers of a tuple or a list; nil where something else is among them.
    func integers(_ place: Int) -> [Int]? {
        guard let items = items(place) else { return nil }
        let values = items.compactMap { integer($0) }
        return values.count == items.count ? values : nil
    }

    /// The name of a module, with a dot between; nil for anything else.
    func global(_ place: Int) -> String? {
        if case .global(let module, let name) = values[place] { "\(module).\(name)" } else { nil }
    }
}
