/// A key of the coder's own: an array's index, a dictionary's key, or the word under which a superclass is written.
enum MessagePackKey: CodingKey {
    case index(Int)
    case name(String)

    static let superclass = Self.name("super")

    init(intValue: Int) { self = .index(intValue) }
    init(stringValue: String) { self = .name(stringValue) }

    var intValue: Int? {
        switch self {
        case .index(let index): index
        case .name: nil
        }
    }

    var stringValue: String {
        switch self {
        case .index(let index): "Index \(index)"
        case .name(let name): name
        }
    }
}
