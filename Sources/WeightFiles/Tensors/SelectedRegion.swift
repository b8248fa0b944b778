/// The bytes of some elements of an array, one after another.
struct SelectedRegion: ByteRegion {
    let base: any ByteRegion

    /// Where the array begins in `base`.
    let start: Int

    let runs: ElementRuns

    /// The bytes of one element.
    let elementSize: Int

    /// Runs within this many bytes are read at once, including what lies between them.
    private static let windowSize = 1 << 20

    var size: Int { runs.count * elementSize }

    var isSequential: Bool { base.isSequential }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        let range = offset / elementSize..<(offset + buffer.count) / elementSize
        let end = start + runs.end(of: range) * elementSize
        var window = Window()
        try runs.forEach(in: range) { first, count, place throws(WeightFileError) in
            let from = start + first * elementSize
            let target = UnsafeMutableRawBufferPointer(
                rebasing: buffer[place * elementSize..<(place + count) * elementSize]
            )
            if target.count >= Self.windowSize / 4 {
                try base.read(at: from, into: target)
                return
            }
            if !window.holds(from, target.count) {
                window.start = from
                // Nothing beyond the range is read: a sequential region would have to start over.
                window.bytes = try base.bytes(at: from, count: min(Self.windowSize, end - from))
            }
            let place = from - window.start
            window.bytes.withUnsafeBytes {
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + target.count]))
            }
        }
    }

    // MARK: - Implementation

    private struct Window {
        var start = 0
        var bytes: [UInt8] = []

        func holds(_ from: Int, _ count: Int) -> Bool { from >= start && from + count <= start + bytes.count }
    }
}

/// Some of the numbers of a source, one after another.
struct SelectedNumbers: NumberSource {
    let base: any NumberSource
    let runs: ElementRuns

    func read(at index: Int, into buffer: UnsafeMutableBufferPointer<Double>) throws(WeightFileError) {
        try runs.forEach(in: index..<index + buffer.count) { first, count, place throws(WeightFileError) in
            try base.read(at: first, into: UnsafeMutableBufferPointer(rebasing: buffer[place..<place + count]))
        }
    }
}
