/// Common formats that are not read here.
///
/// They are recognised so that a message can name the format and say how to convert the file.
struct ForeignFormat {
    /// The format's name in messages.
    let name: String

    /// What to do about it.
    var mend: String {
        "save its tensors as .safetensors, .npy or .npz" + (script.map { ": python -c '\($0)' FILE" } ?? "")
    }

    /// The first bytes; empty if the name tells.
    private let start: [UInt8]

    /// How the file's name ends.
    private let suffix: String?

    /// One line of Python that saves a file's tensors; nil if none works for all such files.
    private let script: String?

    private init(_ name: String, start: [UInt8] = [], suffix: String? = nil, script: String? = nil) {
        (self.name, self.start, self.suffix, self.script) = (name, start, suffix, script)
    }

    /// The format that a file's first bytes or its name indicate; nil if it is none of these.
    init?(start: [UInt8], name: String) {
        let format = Self.all.first { format in
            format.suffix.map { name.hasSuffix($0) } ?? start.starts(with: format.start)
        }
        guard let format else { return nil }
        self = format
    }

    // MARK: - Implementation

    private static let all: [ForeignFormat] =
        [
            ForeignFormat("gzip", start: [0x1F, 0x8B]), ForeignFormat("ONNX", suffix: ".onnx", script: onnx),
            ForeignFormat("the index of a TensorFlow checkpoint", suffix: ".index", script: tensorFlow),
            ForeignFormat("a part of a TensorFlow checkpoint", suffix: ".data-00000-of-00001", script: tensorFlow),
            ForeignFormat("a TensorFlow graph", suffix: ".pb"),
        ]
        // The opcode PROTO and the protocol's number.
        + (2...5).map { ForeignFormat("a pickle", start: [0x80, $0]) }

    private static let onnx =
        "import sys, numpy, onnx; from onnx.numpy_helper import to_array; numpy.savez(\"model.npz\", "
        + "**{t.name: to_array(t) for t in onnx.load(sys.argv[1]).graph.initializer})"

    // TensorFlow takes the part that the names of a checkpoint's files have in common.
    private static let tensorFlow =
        "import sys, numpy, tensorflow as tf; c = tf.train.load_checkpoint(sys.argv[1].split(\".index\")[0].split(\".data-\")[0]); "
        + "numpy.savez(\"model.npz\", **{n: c.get_tensor(n) for n in c.get_variable_to_shape_map() if n[0] != \"_\"})"
}
