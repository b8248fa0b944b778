public import Stats

/// The adjusted p-values of the rigorous tests of one case.
///
/// A case has a dozen at most, and a checkpoint may have a hundred thousand cases: an array is smaller than a
/// dictionary.
public struct AdjustedPValues: Hashable, Sendable, Sequence {
    /// A test and its p-value.
    public struct Element: Hashable, Sendable {
        /// The test.
        public let test: TestKind

        /// Its adjusted p-value.
        public internal(set) var pValue: TailProbability
    }

    private var elements: [Element] = []

    /// No p-value yet, with room for `capacity`.
    init(capacity: Int = 0) { elements.reserveCapacity(capacity) }

    /// The p-value of a test; nil where it has none.
    public internal(set) subscript(_ test: TestKind) -> TailProbability? {
        get { elements.first { $0.test == test }?.pValue }
        set {
            let place = elements.firstIndex { $0.test == test }
            switch (place, newValue) {
            case (let place?, let value?): elements[place].pValue = value
            case (let place?, nil): elements.remove(at: place)
            case (nil, let value?): elements.append(Element(test: test, pValue: value))
            case (nil, nil): break
            }
        }
    }

    /// The p-values.
    public var values: [TailProbability] { elements.map(\.pValue) }

    /// Whether no test has one.
    public var isEmpty: Bool { elements.isEmpty }

    public func makeIterator() -> Array<Element>.Iterator { elements.makeIterator() }
}
