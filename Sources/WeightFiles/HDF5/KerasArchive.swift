/// A `.keras` file: an archive of a model's configuration and its weights, both stored without compression.
///
/// Source: keras 3.15.1, keras/src/saving/saving_lib.py.
struct KerasArchive {
    /// The weights file within the archive.
    let weights: ByteSource

    /// The classes of the layers, by the layers' names.
    let classes: [String: String]

    /// The longest configuration that is read.
    private static let configurationLimit = 1 << 26

    init(_ source: ByteSource) throws(WeightFileError) {
        let members = try ZipDirectory(source).members
        guard let member = members.first(where: Self.isWeights) else {
            throw source.malformed("archive", 0, "no member model.weights.h5", "it, as Keras writes it")
        }
        guard member.method == .stored else {
            let expected = "stored weights, as Keras writes them"
            throw source.malformed("method", member.headerOffset, "deflated weights", expected, part: member.part)
        }
        weights = .part(source, start: member.dataOffset, size: member.size)
        var classes: [String: String] = [:]
        if let member = members.first(where: { $0.name == "config.json" }), member.method == .stored,
            member.size <= Self.configurationLimit
        {
            let bytes = try source.bytes(at: member.dataOffset, count: member.size)
            var json = JSONReader(bytes, path: source.path, subject: "config.json", base: 0)
            try Self.gather(&json, into: &classes)
        }
        self.classes = classes
    }

    /// Whether an archive's member is the weights file.
    static func isWeights(_ member: ZipMember) -> Bool { member.name == "model.weights.h5" }

    // MARK: - Implementation

    /// Adds the class of every layer in a value. A layer is an object with a class and a configuration with a name.
    ///
    /// - Returns: the value's name, if it is an object that has one.
    @discardableResult
    private static func gather(
        _ json: inout JSONReader,
        into classes: inout [String: String]
    ) throws(WeightFileError) -> String? {
        guard json.isAtContainer() else {
            if json.isAtString() { _ = try json.string() } else { _ = try json.literal() }
            return nil
        }
        if json.isAtArray() {
            try json.array { (json) throws(WeightFileError) in try gather(&json, into: &classes) }
            return nil
        }
        var (kind, layer, name): (String?, String?, String?) = (nil, nil, nil)
        try json.object(comparing: ["class_name", "config", "name"]) { (json, key, _) throws(WeightFileError) in
            switch key {
            case "class_name" where json.isAtString(): kind = try json.string()
            case "name" where json.isAtString(): name = try json.string()
            case "config": layer = try gather(&json, into: &classes)
            default: try gather(&json, into: &classes)
            }
        }
        if let kind, let layer { classes[layer] = kind }
        return name
    }
}
