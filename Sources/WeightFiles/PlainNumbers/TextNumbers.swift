internal import Synchronization

/// The numbers of a text file, which is scanned again on every pass.
///
/// A mark is kept every 65,536 numbers, so that a read can begin anywhere.
final class TextNumbers: NumberSource {
    /// How many numbers the text has.
    let count: Int

    private static let markDistance = 1 << 16

    private let source: ByteSource
    private let marks: [TextScanner.Mark]
    private let cursor = Mutex<Cursor?>(nil)

    private struct Cursor {
        var scanner: TextScanner
        var index: Int
    }

    /// Scans the whole text once.
    init(_ source: ByteSource) throws(WeightFileError) {
        self.source = source
        var scanner = TextScanner(.source(source))
        var marks: [TextScanner.Mark] = []
        var count = 0
        var mark = scanner.mark
        while try scanner.next() != nil {
            if count % Self.markDistance == 0 { marks.append(mark) }
            count += 1
            if count % Self.markDistance == 0 { mark = scanner.mark }
        }
        self.count = count
        self.marks = marks
    }

    func read(at index: Int, into buffer: UnsafeMutableBufferPointer<Double>) throws(WeightFileError) {
        if buffer.isEmpty { return }
        // Several threads scan at once, each with its own cursor; the last cursor is kept.
        var cursor = self.cursor.withLock { $0.take() } ?? start(for: index)
        if index < cursor.index || index - cursor.index > Self.markDistance { cursor = start(for: index) }
        while cursor.index < index {
            _ = try next(&cursor)
        }
        for i in buffer.indices { buffer[i] = try next(&cursor) }
        // A cursor at the end is of no use to any read. With thousands of files, each would keep a buffer.
        let isAtEnd = cursor.index == count
        self.cursor.withLock { $0 = isAtEnd ? nil : cursor }
    }

    // MARK: - Implementation

    private func start(for index: Int) -> Cursor {
        let number = index / Self.markDistance
        return Cursor(
            scanner: TextScanner(.source(source), from: marks[number]),
            index: number * Self.markDistance
        )
    }

    private func next(_ cursor: inout Cursor) throws(WeightFileError) -> Double {
        guard let number = try cursor.scanner.next() else {
            throw .changed(source.path, "it had \(count) numbers and has \(cursor.index)")
        }
        cursor.index += 1
        return number
    }
}
