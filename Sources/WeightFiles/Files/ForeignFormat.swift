/// Common formats that are not read here.
///
/// They are recognised so that a message can name the format and say how to convert the file.
struct ForeignFormat {
    /// The format's name in messages.
    let name: String

    /// What to do about it.
    var mend: String {
        remedy ?? "save its tensors as .safetensors, .npy or .npz" + (script.map { ": python -c '\($0)' FILE" } ?? "")
    }

    /// The first bytes; empty if the name tells.
    private let start: [UInt8]

    /// How the file's name ends.
    private let suffix: String?

    /// One line of Python that saves a file's tensors; nil if none works for all such files.
    private let script: String?

    /// What to do about a file that holds no tensors.
    private let remedy: String?

    private init(
        _ name: String,
        start: [UInt8] = [],
        suffix: String? = nil,
        script: String? = nil,
        remedy: String? = nil
    ) {
        (self.name, self.start, self.suffix, self.script, self.remedy) = (name, start, suffix, script, remedy)
    }

    /// The format that a file's first bytes or its name indicate; nil if it is none of these.
    init?(start: [UInt8], name: String) {
        let format = Self.all.first { format in
            format.suffix.map { name.hasSuffix($0) } ?? start.starts(with: format.start)
        }
        guard let format else { return nil }
        self = format
    }

    /// What a file without tensors is whose first bytes tell, whatever its name says; nil if it is none of these.
    static func impostor(start: [UInt8]) -> ForeignFormat? {
        impostors.first { start.starts(with: $0.start) }
    }

    // MARK: - Implementation

    private static let impostors = [
        ForeignFormat(
            "a Git LFS pointer",
            start: Array("version https://".utf8),
            remedy: "fetch the file that it stands for: git lfs pull"
        ),
        ForeignFormat("a page of HTML", start: Array("<!DOCTYPE".utf8), remedy: page),
        ForeignFormat("a page of HTML", start: Array("<!doctype".utf8), remedy: page),
        ForeignFormat("a page of HTML", start: Array("<html".utf8), remedy: page),
        ForeignFormat("a PNG image", start: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], remedy: path),
        ForeignFormat("a JPEG image", start: [0xFF, 0xD8, 0xFF], remedy: path),
        ForeignFormat("a PDF document", start: Array("%PDF-".utf8), remedy: path),
        ForeignFormat("gzip", start: [0x1F, 0x8B, 0x08], remedy: "unpack it: gunzip"),
    ]

    private static let page = "the download failed: fetch the file again"
    private static let path = "check the path"

    private static let all: [ForeignFormat] =
        [
            ForeignFormat("ONNX", suffix: ".onnx", script: onnx),
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
