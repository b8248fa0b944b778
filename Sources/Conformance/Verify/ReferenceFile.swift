internal import Synchronization
internal import WeightFiles

/// A file with tensors, such as tables of positions, that other tensors must equal. It is opened on first use.
public final class ReferenceFile: Sendable {
    /// The path.
    public let path: String

    /// The opened file, with its tensors by name.
    private let opened = Mutex<Result<(file: WeightFile, tensors: [String: TensorInfo]), WeightFileError>?>(nil)

    package init(path: String) { self.path = path }

    /// The file and its tensor of a given name; nil if it has none.
    ///
    /// - Throws: `WeightFileError` if it cannot be opened.
    func tensor(_ name: String) throws(WeightFileError) -> (file: WeightFile, info: TensorInfo?) {
        let opened = try opened.withLock { opened in
            let result =
                opened
                ?? Result { () throws(WeightFileError) in
                    let file = try WeightFile(path: path)
                    let named = file.tensors.map { ($0.name(in: file.path), $0) }
                    return (file, Dictionary(named) { first, _ in first })
                }
            opened = result
            return result
        }.get()
        return (opened.file, opened.tensors[name])
    }
}
