extension Array where Element: SampleScalar {
    /// Zeros. `init(repeating:count:)` would look up the type at every element if the caller is not specialised.
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    init(zeros count: Int) {
        self.init(repeating: 0, count: count)
    }

    /// Whether all values are finite.
    var isFinite: Bool {
        @specialized(where Element == Float)
        @specialized(where Element == Double)
        get {
            var isFinite = true
            for value in self { isFinite = isFinite && value.isFinite }
            return isFinite
        }
    }

    /// The values as Doubles, exactly.
    var asDoubles: [Double] {
        @specialized(where Element == Float)
        @specialized(where Element == Double)
        get {
            map { $0.asDouble }
        }
    }
}
