/// Files that people have, and that are not read here: recognised to say what they are, and what converts them.
struct ForeignFormat {
    /// What a message calls it.
    let name: String

    /// What to do about it.
    var mend: String {
        "save its tensors as .safetensors, .npy or .npz" + (script.map { ": python -c '\($0)' FILE" } ?? "")
    }

    /// The first bytes; empty for an archive, whose members tell.
    private let start: [UInt8]

    /// A member of the archive, in whatever folder.
    private let member: String?

    /// One line of Python that saves the tensors of the file that it is given; nil where none does for all such files.
    private let script: String?

    private init(_ name: String, start: [UInt8] = [], member: String? = nil, script: String? = nil) {
        (self.name, self.start, self.member, self.script) = (name, start, member, script)
    }

    /// What a file's first bytes say that it is; nil where they are of none of these.
    init?(start: [UInt8]) {
        guard let format = Self.all.first(where: { !$0.start.isEmpty && start.starts(with: $0.start) }) else {
            return nil
        }
        self = format
    }

    /// What an archive's members say that it is; nil where they are of none of these.
    init?(members: [String]) {
        let format = Self.all.first { format in
            guard let member = format.member else { return false }
            return members.contains { $0 == member || $0.hasSuffix("/" + member) }
        }
        guard let format else { return nil }
        self = format
    }

    // MARK: - Implementation

    private static let all: [ForeignFormat] =
        [
            ForeignFormat("PyTorch's format", member: "data.pkl", script: torch),
            ForeignFormat("Keras's format", member: "model.weights.h5", script: keras),
            ForeignFormat("HDF5", start: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], script: hdf5),
            ForeignFormat("GGUF", start: Array("GGUF".utf8)), ForeignFormat("gzip", start: [0x1F, 0x8B]),
        ]
        // The opcode PROTO and the protocol's number. PyTorch wrote such files before it wrote archives.
        + (2...5).map { ForeignFormat("a pickle", start: [0x80, $0], script: torch) }

    private static let torch =
        "import sys, torch, safetensors.torch as s; d = torch.load(sys.argv[1], \"cpu\"); d = d.get(\"state_dict\", d); "
        + "s.save_file({k: v.clone().contiguous() for k, v in d.items() if torch.is_tensor(v)}, \"model.safetensors\")"

    private static let keras =
        "import sys, keras, numpy; m = keras.models.load_model(sys.argv[1], compile=False); "
        + "numpy.savez(\"model.npz\", **{w.path: keras.ops.convert_to_numpy(w) for w in m.weights})"

    private static let hdf5 =
        "import sys, h5py, numpy; d = {}; h5py.File(sys.argv[1]).visititems(lambda n, o: d.update({n: o[()]} "
        + "if isinstance(o, h5py.Dataset) else {})); numpy.savez(\"model.npz\", **d)"
}
