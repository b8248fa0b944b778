internal import NumberTypes

/// The archive that PyTorch 1.6 and later save.
///
/// It has a folder with `data.pkl`, `data/KEY` for every storage, and `byteorder`.
///
/// Source: torch 2.15.0, torch/serialization.py, `_save` and `_load`.
struct TorchArchive: TorchStorages {
    let pickle: Pickle

    /// The name of the pickle's member in messages.
    let part: String
    let isBigEndian: Bool

    private let source: ByteSource
    private let storages: [[UInt8]: ZipMember]

    /// The longest pickle that is read. The description of a tensor takes some 200 bytes.
    private static let pickleLimit = 1 << 26

    init(_ source: ByteSource) throws(WeightFileError) {
        self.source = source
        let members = try ZipDirectory(source).members
        guard let description = members.first(where: Self.isPickle) else {
            throw source.malformed("archive", 0, "no member data.pkl", "it, as torch.save writes it")
        }
        part = description.part
        let folder = description.name.dropLast("data.pkl".utf8.count)
        var storages: [[UInt8]: ZipMember] = [:]
        var order: ZipMember?
        for member in members where member.name.hasPrefix(folder) {
            let name = member.name.dropFirst(folder.count)
            if name.hasPrefix("data/") { storages[Array(name.dropFirst(5).utf8)] = member }
            if name == "byteorder" { order = member }
        }
        self.storages = storages
        if let order {
            let text = try Self.content(of: order, in: source, limit: 16)
            isBigEndian = text == Array("big".utf8)
        } else {
            isBigEndian = false
        }
        let bytes = try Self.content(of: description, in: source, limit: Self.pickleLimit)
        pickle = try PickleReader.read(bytes, path: source.path, part: part)
    }

    /// Whether an archive's member is the pickle that describes the tensors.
    static func isPickle(_ member: ZipMember) -> Bool {
        member.name == "data.pkl" || member.name.hasSuffix("/data.pkl")
    }

    func check(_ storage: TorchStorage, of tensor: TorchTensor) throws(WeightFileError) {
        guard let member = storages[Array(storage.key.utf8)] else {
            throw malformed(tensor, "storage \(quoted(storage.key))", "a member of that name in data/")
        }
        // A storage that is not read may be incomplete.
        guard let type = tensor.type else { return }
        let (bytes, overflow) = storage.count.multipliedReportingOverflow(by: storage.isUntyped ? 1 : type.size)
        guard !overflow, bytes <= member.size else {
            throw malformed(tensor, "\(member.size) bytes in storage \(quoted(storage.key))", "\(bytes)")
        }
    }

    func region(of storage: TorchStorage) throws(WeightFileError) -> (any ByteRegion, start: Int) {
        guard let member = storages[Array(storage.key.utf8)] else {
            throw source.malformed("archive", 0, "no storage \(quoted(storage.key))", "it")
        }
        return (Self.region(member, source), 0)
    }

    // MARK: - Implementation

    private func malformed(_ tensor: TorchTensor, _ found: String, _ expected: String) -> WeightFileError {
        let subject = "tensor \(quoted(tensor.name))"
        return .format(FileFormatError(path: source.path, part: part, subject, found: found, expected: expected))
    }

    /// The content of a member.
    ///
    /// The checksums of stored members are not compared: PyTorch can be told not to compute them (`set_crc32_options`),
    /// and then writes other values.
    private static func region(_ member: ZipMember, _ source: ByteSource) -> any ByteRegion {
        switch member.method {
        case .stored: FileRegion(source: source, start: member.dataOffset, size: member.size)
        case .deflated: DeflatedMember(member, in: source)
        }
    }

    private static func content(
        of member: ZipMember,
        in source: ByteSource,
        limit: Int
    ) throws(WeightFileError) -> [UInt8] {
        guard member.size <= limit else {
            let found = "\(member.size) bytes"
            throw source.malformed("size", member.headerOffset, found, "at most \(limit)", part: member.part)
        }
        return try region(member, source).bytes(at: 0, count: member.size)
    }
}
