internal import Synchronization
internal import WeightFiles

/// A file whose tensors others are to equal, such as tables of positions. It is opened when it is needed first.
public final class ReferenceFile: Sendable {
    /// The path.
    public let path: String

    /// What was opened, with the tensors by name.
    private struct Opened {
        let file: WeightFile
        let tensors: [String: TensorInfo]
    }

    private let opened = Mutex<Result<Opened, WeightFileError>?>(nil)

    package init(path: String) { self.path = path }

    /// The file, and its tensor of a name; nil where it has none such.
    ///
    /// - Throws: `WeightFileError` where it cannot be opened.
    func tensor(_ name: String) throws(WeightFileError) -> (file: WeightFile, info: TensorInfo?) {
        let opened = try opened.withLock { opened in
            let result =
                opened
                ?? Result { () throws(WeightFileError) in
                    let file = try WeightFile(path: path)
                    let named = file.tensors.map { ($0.name(in: file.path), $0) }
                    return Opened(file: file, tensors: Dictionary(named) { first, _ in first })
                }
            opened = result
            return result
        }.get()
        return (opened.file, opened.tensors[name])
    }
}
