internal import NumberTypes

/// A .npz file: a ZIP archive of .npy files.
struct NPZContents: FileContents {
    let tensors: [TensorInfo]
    let notes: [String]

    private struct Array {
        let member: ZipMember
        let header: NPYHeader
    }

    private let source: ByteSource
    private let arrays: [Array]

    init(_ source: ByteSource, twoByteVoid: NumberType?) throws(WeightFileError) {
        self.source = source
        let members = try ZipDirectory(source).members
        var arrays: [Array] = []
        var tensors: [TensorInfo] = []
        var notes: [String] = []
        var names: Set<[UInt8]> = []
        for member in members {
            guard try Self.isArray(member, source) else {
                notes.append("\(member.part) is not a .npy file")
                continue
            }
            let name = member.name.hasSuffix(".npy") ? String(member.name.dropLast(4)) : member.name
            guard names.insert(Swift.Array(name.utf8)).inserted else {
                let found = "\(quoted(name)) twice, with and without .npy"
                throw source.malformed("name", member.headerOffset + 30, found, "each name once", part: member.part)
            }
            let region = Self.region(member, source, headerLength: 0)
            let header = try NPYHeader(region, path: source.path, part: member.part, twoByteVoid: twoByteVoid)
            tensors.append(header.info(name: name, index: arrays.count))
            arrays.append(Array(member: member, header: header))
        }
        // NumPy saves zero arrays as an archive without members.
        guard !arrays.isEmpty || members.isEmpty else {
            let found = "\(members.count) members, the first \(members.first.map { quoted($0.name) } ?? "")"
            throw .format(
                FileFormatError(path: source.path, "archive", found: found, expected: "at least one .npy file")
            )
        }
        (self.arrays, self.tensors, self.notes) = (arrays, tensors, notes)
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let array = arrays[tensor.index]
        return .elements(
            Self.region(array.member, source, headerLength: array.header.dataOffset),
            start: array.header.dataOffset,
            type: type,
            isBigEndian: array.header.elements.isBigEndian
        )
    }

    func verifyUnchanged() throws(WeightFileError) { try source.verifyUnchanged() }

    // MARK: - Implementation

    private static func region(_ member: ZipMember, _ source: ByteSource, headerLength: Int) -> any ByteRegion {
        switch member.method {
        case .stored: StoredMember(member, in: source, headerLength: headerLength)
        case .deflated: DeflatedMember(member, in: source)
        }
    }

    /// Whether a member is an array: by its name, as NumPy writes it, or by its content, as NumPy reads it.
    private static func isArray(_ member: ZipMember, _ source: ByteSource) throws(WeightFileError) -> Bool {
        if member.name.hasSuffix(".npy") { return true }
        guard member.size >= NPYHeader.magic.count else { return false }
        let region = region(member, source, headerLength: 0)
        return try region.bytes(at: 0, count: NPYHeader.magic.count) == NPYHeader.magic
    }
}
