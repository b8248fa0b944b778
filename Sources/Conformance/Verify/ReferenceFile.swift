internal import Synchronization
internal import WeightFiles

/// A file whose tensors others are to equal, such as tables of positions. It is opened when it is needed first.
public final class ReferenceFile: Sendable {
    /// The path.
    public let path: String

    private let opened = Mutex<Result<WeightFile, WeightFileError>?>(nil)

    package init(path: String) { self.path = path }

    /// The file.
    ///
    /// - Throws: `WeightFileError` where it cannot be opened.
    func file() throws(WeightFileError) -> WeightFile {
        try opened.withLock { opened in
            let result = opened ?? Result { () throws(WeightFileError) in try WeightFile(path: path) }
            opened = result
            return result
        }.get()
    }
}
