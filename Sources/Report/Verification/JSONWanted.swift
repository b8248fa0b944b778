public import Conformance

/// Tensors that must be read once more, as JSON.
public enum JSONWanted {
    /// The document, ending in a line break.
    public static func render(_ wanted: WantedTensors) -> String {
        let tensors = wanted.tensors.map { tensor in
            JSONValue.object([
                ("place", .integer(tensor.place)), ("tensor", .string(tensor.name)), ("file", .string(tensor.file)),
                ("values", .array([.integer(0), .integer(tensor.count)])),
            ])
        }
        return JSONValue.object([
            ("verification", .string(String(wanted.header, radix: 16))), ("tensors", .array(tensors)),
        ]).text() + "\n"
    }
}
