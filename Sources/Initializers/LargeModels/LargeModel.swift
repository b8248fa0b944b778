/// What the schemes of large models share: parameters that are counts.
enum LargeModel {
    /// A count as a double.
    ///
    /// - Throws: `InitializerError.invalidParameter` if it is less than 1.
    static func positive(_ count: Int, _ name: String) throws(InitializerError) -> Double {
        guard count >= 1 else {
            throw .invalidParameter(name: name, value: Double(count), expected: "1 or more")
        }
        return Double(count)
    }
}
