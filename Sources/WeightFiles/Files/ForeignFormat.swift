/// Files that people have, and that are not read here: recognised to say what they are.
enum ForeignFormat {
    /// What a file's first bytes say that it is; nil where they are of none of these.
    static func name(_ start: [UInt8]) -> String? {
        signatures.first { start.starts(with: $0.start) }?.name
    }

    /// What to do about it.
    static let mend = "save its tensors as .safetensors, .npy or .npz"

    private static let signatures: [(start: [UInt8], name: String)] = [
        // The opcode PROTO and the protocol's number.
        ([0x80, 2], "a pickle"), ([0x80, 3], "a pickle"), ([0x80, 4], "a pickle"), ([0x80, 5], "a pickle"),
        ([0x1F, 0x8B], "gzip"),
    ]
}
