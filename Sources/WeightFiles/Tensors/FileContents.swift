internal import NumberTypes

/// What a format makes of a file: its tensors, and the way to their elements.
protocol FileContents: Sendable {
    /// The tensors, in the order of the file.
    var tensors: [TensorInfo] { get }

    /// What the user should know and what is no error, a sentence each.
    var notes: [String] { get }

    /// What the file says about itself.
    var metadata: [String: String] { get }

    /// The way to the elements of a tensor whose type can be read.
    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage

    /// Checks that the file is as it was when it was opened.
    func verifyUnchanged() throws(WeightFileError)
}

extension FileContents {
    var notes: [String] { [] }
    var metadata: [String: String] { [:] }
}
