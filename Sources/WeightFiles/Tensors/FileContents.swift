internal import NumberTypes

/// A file as its format describes it: its tensors and how to read their elements.
protocol FileContents: Sendable {
    /// The tensors, in the order of the file.
    var tensors: [TensorInfo] { get }

    /// What the user should know although it is not an error, one sentence each.
    var notes: [String] { get }

    /// What the file says about itself.
    var metadata: [String: String] { get }

    /// How to read the elements of a tensor whose type is supported.
    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage

    /// Checks that the file has not changed since it was opened.
    func verifyUnchanged() throws(WeightFileError)
}

extension FileContents {
    var notes: [String] { [] }
    var metadata: [String: String] { [:] }
}
