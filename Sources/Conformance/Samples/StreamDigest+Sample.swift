internal import Stats

extension StreamDigest {
    /// The first values of a sample.
    init(_ sample: some SampleSource<Float>) throws {
        self.init()
        for value in try sample.leading(min(sample.count, Self.length)) { add(value.bitPattern) }
    }

    /// The first patterns of a sample.
    init(_ sample: LatticeSample) {
        self.init()
        for pattern in sample.leading.prefix(Self.length) { add(pattern) }
    }
}
