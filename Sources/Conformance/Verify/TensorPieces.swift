internal import WeightFiles

/// The pieces of one tensor, stored in files under its name: a share from each process that trained it.
struct TensorPieces: Sendable {
    private var pieces: [(file: WeightFile, info: TensorInfo)] = []
    private var axis = 0

    /// Why they do not make up a tensor; nil if they do.
    private(set) var fault: String?

    /// Number of pieces.
    var count: Int { pieces.count }

    mutating func add(_ info: TensorInfo, of file: WeightFile) { pieces.append((file, info)) }

    func isFirst(_ info: TensorInfo, of file: WeightFile) -> Bool {
        pieces.first.map { $0.file === file && $0.info == info } ?? false
    }

    func isOf(_ file: WeightFile) -> Bool { pieces.contains { $0.file === file } }

    /// The tensor that they make up, in the order of the files; the first piece if they make up none.
    mutating func join(along axis: Int) -> TensorInfo {
        let first = pieces[0].info
        guard let joined = first.joined(with: pieces.dropFirst().map(\.info), axis: axis) else {
            let shapes = pieces.prefix(3).map { "\($0.info.typeName) \($0.info.shape)" }.joined(separator: ", ")
            fault =
                "pieces: found \(shapes)\(count > 3 ? ", …" : ""), "
                + "expected one type, C order, and one size of every axis but axis \(axis)"
            return first
        }
        self.axis = joined.axis
        return joined.info
    }

    func reader(as whole: TensorInfo) throws(WeightFileError) -> TensorReader {
        var readers: [TensorReader] = []
        for piece in pieces { readers.append(try piece.file.reader(for: piece.info)) }
        return try TensorReader(joining: readers, as: whole, axis: axis)
    }
}
