internal import NumberTypes
internal import Substrings

/// Finds the tensors in a PyTorch pickle.
///
/// It finds those of a state dict, of nested dicts and lists, and of modules saved whole. A tensor's name is the keys
/// that lead to it, joined by dots.
struct TorchTensors {
    private(set) var tensors: [TorchTensor] = []

    private let pickle: Pickle
    private let path: String
    private let part: String?
    private let known: [String: TorchTensor]
    private var visits = 0
    private var nameBytes = 0

    /// The most levels of nested dicts.
    private static let depthLimit = 64

    /// - Parameter known: the tensors that persistent identifiers name, for files that describe tensors elsewhere.
    /// - Throws: `WeightFileError.format` if a tensor is malformed, or if the pickle's parts refer to one another too
    ///   often.
    static func read(
        _ pickle: Pickle,
        path: String,
        part: String?,
        known: [String: TorchTensor] = [:]
    ) throws(WeightFileError) -> [TorchTensor] {
        var reader = TorchTensors(pickle, path, part, known)
        try reader.visit(pickle.root, "", depth: 0)
        return reader.tensors
    }

    private init(_ pickle: Pickle, _ path: String, _ part: String?, _ known: [String: TorchTensor]) {
        (self.pickle, self.path, self.part, self.known) = (pickle, path, part, known)
    }

    // MARK: - Implementation

    private mutating func visit(_ place: Int, _ name: String, depth: Int) throws(WeightFileError) {
        visits += 1
        nameBytes += name.utf8.count
        // A few bytes may refer to one part many times, and that part to another, and so on.
        guard visits <= 1 << 16 + 8 * pickle.values.count, nameBytes <= 1 << 22 + 16 * pickle.length else {
            throw malformed("pickle", "parts that refer to one another without end", "tensors in dicts")
        }
        guard depth <= Self.depthLimit else {
            throw malformed("pickle", "more than \(Self.depthLimit) nested dicts", "fewer")
        }
        switch pickle[place] {
        case .mapping(let entries): try visit(entries: entries, name, depth)
        case .list(let items), .tuple(let items): try visit(items: items, name, depth)
        case .object(let object):
            let callee = pickle.global(object.callee) ?? ""
            if let tensor = try tensor(callee, object.arguments, name) {
                tensors.append(tensor)
            } else if let inner = Self.wrappers[callee].flatMap({ self.argument($0, of: object.arguments) }) {
                try visit(inner, name, depth: depth + 1)
            } else {
                try visit(entries: object.entries, name, depth)
                try visit(items: object.items, name, depth)
                if let state = object.state, case .mapping(let members) = pickle[state] {
                    try visit(entries: members, name, depth)
                }
            }
        case .persistent(let identifier):
            let key = pickle.text(identifier) ?? pickle.integer(identifier).map(String.init)
            if let tensor = key.flatMap({ known[$0] }) { tensors.append(tensor.renamed(name)) }
        case .none, .boolean, .integer, .wideInteger, .number, .text, .bytes, .global: break
        }
    }

    private mutating func visit(entries: [Int], _ name: String, _ depth: Int) throws(WeightFileError) {
        for place in stride(from: 0, to: entries.count - 1, by: 2) {
            let key = pickle.text(entries[place]) ?? pickle.integer(entries[place]).map(String.init) ?? "?"
            // A module saved whole keeps its parts in these.
            let isPlain = !["_parameters", "_buffers", "_modules"].contains(key)
            try visit(entries[place + 1], isPlain ? joined(name, key) : name, depth: depth + 1)
        }
    }

    private mutating func visit(items: [Int], _ name: String, _ depth: Int) throws(WeightFileError) {
        for (index, item) in items.enumerated() { try visit(item, joined(name, "\(index)"), depth: depth + 1) }
    }

    private func joined(_ name: String, _ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

    private func argument(_ index: Int, of arguments: Int) -> Int? {
        guard case .tuple(let items) = pickle[arguments], items.indices.contains(index) else { return nil }
        return items[index]
    }

    /// Calls that return the tensor of one of their arguments, with that argument's index.
    ///
    /// Source: torch 2.15.0, torch/_utils.py and torch/_tensor.py.
    private static let wrappers: [String: Int] = [
        "torch._utils._rebuild_parameter": 0, "torch._utils._rebuild_parameter_with_state": 0,
        "torch.nn.parameter.Parameter": 0, "torch.nn.parameter.Buffer": 0, "torch.nn.Parameter": 0,
    ]

    /// The tensor that a call makes; nil if it makes none.
    private func tensor(
        _ callee: String,
        _ arguments: Int,
        _ name: String
    ) throws(WeightFileError) -> TorchTensor? {
        switch callee {
        case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v3":
            return try tensor(arguments, name, hasType: callee.hasSuffix("_v3"))
        case "torch._tensor._rebuild_from_type_v2", "torch._utils._rebuild_from_type_v2":
            // (function, class, arguments, state): a tensor of a user-defined class.
            guard let function = argument(0, of: arguments).flatMap({ pickle.global($0) }),
                !function.holds("_type_"),
                let inner = argument(2, of: arguments)
            else { return nil }
            return try tensor(function, inner, name)
        case _ where callee.hasPrefix("torch.") && callee.holds("._rebuild_") && Self.wrappers[callee] == nil:
            let kind = callee.split(separator: ".").last?.dropFirst("_rebuild_".count) ?? ""
            return TorchTensor(name, unreadable: String(kind))
        default: return nil
        }
    }

    /// Reads (storage, offset, size, strides, …) and, in the third version, the type after the hooks.
    private func tensor(_ arguments: Int, _ name: String, hasType: Bool) throws(WeightFileError) -> TorchTensor {
        let subject = "tensor \(quoted(name))"
        guard let first = argument(0, of: arguments), case .persistent(let identifier) = pickle[first],
            let storage = TorchStorage(identifier, in: pickle)
        else { return TorchTensor(name, unreadable: "tensor without a storage of its own") }
        guard let offset = argument(1, of: arguments).flatMap({ pickle.integer($0) }),
            let shape = argument(2, of: arguments).flatMap({ pickle.integers($0) }),
            let strides = argument(3, of: arguments).flatMap({ pickle.integers($0) }),
            offset >= 0, shape.count == strides.count, shape.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 })
        else { throw malformed(subject, "other arguments", "offset, sizes and strides of at least 0") }
        guard shape.count <= TensorInfo.axisLimit else {
            throw malformed(subject, "\(shape.count) axes", "at most \(TensorInfo.axisLimit)")
        }
        var (type, typeName) = (storage.type, storage.type?.rawValue ?? storage.typeName)
        if hasType || storage.isUntyped {
            let named = argument(6, of: arguments).flatMap { pickle.global($0) } ?? "torch.?"
            typeName = String(named.split(separator: ".").last ?? "?")
            type = TorchStorage.numberType(typeName)
        }
        // An untyped storage has as many elements as fit.
        let room = storage.isUntyped ? storage.count / (type?.size ?? 1) : storage.count
        guard let end = TorchTensor.end(offset: offset, shape: shape, strides: strides), end <= room else {
            let found = "sizes \(listed(shape)) with strides \(listed(strides)) from element \(offset) on"
            throw malformed(subject, found, "\(room) elements, as the storage has")
        }
        // An axis of stride 0 repeats its values, so a tensor may have more elements than the file has bytes.
        guard let count = shape.checkedProduct, count <= max(room, 1) else {
            return TorchTensor(name, unreadable: "expanded view")
        }
        return TorchTensor(name, storage, type, typeName, offset: offset, shape: shape, strides: strides)
    }

    private func malformed(_ subject: String, _ found: String, _ expected: String) -> WeightFileError {
        .format(FileFormatError(path: path, part: part, subject, found: found, expected: expected))
    }
}
