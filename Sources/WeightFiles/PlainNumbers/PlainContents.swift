internal import NumberTypes

/// Numbers without a name or a shape: a text, raw bits, or standard input.
struct PlainContents: FileContents {
    let tensors: [TensorInfo]
    let notes: [String] = []

    private let source: ByteSource?
    private let storage: TensorReader.Storage

    /// Reads a text.
    init(text source: ByteSource, name: String) throws(WeightFileError) {
        let numbers = try TextNumbers(source)
        guard numbers.count > 0 else { throw source.malformed("text", source.size, "no number", "one or more") }
        self.init(name, count: numbers.count, type: .float64, typeName: "text", source, .numbers(numbers))
    }

    /// Reads little-endian numbers of one type, and nothing else.
    init(raw source: ByteSource, type: NumberType, name: String) throws(WeightFileError) {
        let (count, rest) = source.size.quotientAndRemainder(dividingBy: type.size)
        guard rest == 0 else {
            let (found, expected) = (
                "\(source.size) bytes", "a multiple of \(type.size), the size of a \(type.rawValue)"
            )
            throw source.malformed("file", count * type.size, found, expected)
        }
        let region = FileRegion(source: source, start: 0, size: source.size)
        let storage = TensorReader.Storage.elements(region, start: 0, type: type, isBigEndian: false)
        self.init(name, count: count, type: type, typeName: type.rawValue, source, storage)
    }

    /// Reads a text that can be read only once, and holds it.
    init(stream feed: TextFeed, limit: Int) throws(WeightFileError) {
        let name = feed.path
        var scanner = TextScanner(feed)
        var numbers: [Double] = []
        while let number = try scanner.next() {
            guard numbers.count < limit else {
                let expected = "at most \(limit): a stream is held in memory; a file is not"
                let offset = scanner.mark.offset
                throw .format(
                    FileFormatError(path: name, "text", at: offset, found: "more numbers", expected: expected)
                )
            }
            numbers.append(number)
        }
        guard !numbers.isEmpty else {
            let offset = scanner.mark.offset
            throw .format(FileFormatError(path: name, "text", at: offset, found: "no number", expected: "one or more"))
        }
        let storage = TensorReader.Storage.numbers(HeldNumbers(numbers: numbers))
        self.init(name, count: numbers.count, type: .float64, typeName: "text", nil, storage)
    }

    private init(
        _ name: String,
        count: Int,
        type: NumberType,
        typeName: String,
        _ source: ByteSource?,
        _ storage: TensorReader.Storage
    ) {
        let info = TensorInfo(
            name: name,
            shape: [count],
            type: type,
            typeName: typeName,
            isFortranOrder: false,
            count: count,
            index: 0,
            hasShape: false
        )
        (tensors, self.source, self.storage) = ([info], source, storage)
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage { storage }

    func verifyUnchanged() throws(WeightFileError) { try source?.verifyUnchanged() }
}
