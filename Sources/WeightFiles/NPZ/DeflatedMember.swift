internal import Synchronization

/// A deflated member of an archive.
///
/// A read further on continues inflating; a read before the current position starts over.
final class DeflatedMember: ByteRegion {
    private let source: ByteSource
    private let member: ZipMember
    private let inflater: Mutex<Inflater?>

    init(_ member: ZipMember, in source: ByteSource) {
        self.source = source
        self.member = member
        inflater = Mutex(nil)
    }

    var size: Int { member.size }

    var isSequential: Bool { true }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        // Only one thread at a time can inflate a stream; a second one waits.
        let error: WeightFileError? = inflater.withLock { inflater in
            do throws(WeightFileError) {
                // After an error there is no inflater, and the next read starts over.
                var current = try continuing(inflater.take(), at: offset)
                try current.skip(offset - current.position)
                try current.read(into: buffer)
                inflater = consume current
                return nil
            } catch {
                return error
            }
        }
        if let error { throw error }
    }

    /// The inflater if it has not yet passed the offset, otherwise a new one.
    private func continuing(_ inflater: consuming Inflater?, at offset: Int) throws(WeightFileError) -> Inflater {
        if let inflater, inflater.position <= offset { return inflater }
        return try Inflater(member, in: source)
    }
}
