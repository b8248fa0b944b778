extension CandidateCells {
    /// An interval of keys that may hold the supremum.
    struct Candidate: Sendable {
        /// The key before its first key, and its last key.
        let low: Int64
        let high: Int64

        /// The cdf at both.
        let lowerCDF: Double
        let upperCDF: Double

        /// Number of values below it, and in it.
        let before: UInt64
        let count: UInt64

        /// The summary's cell that contains it.
        let cell: Int

        /// How it is divided into parts, once it is.
        var division = Division()

        /// Number of parts.
        var partCount: Int { Int((UInt64(bitPattern: high &- low) - 1) >> UInt64(division.shift)) + 1 }

        /// The last key of one of its parts.
        func lastKey(ofPart part: Int) -> Int64 {
            let offset = UInt64(part + 1) << UInt64(division.shift)
            return part + 1 == partCount ? high : low &+ Int64(bitPattern: offset)
        }
    }

    /// The division of a candidate into parts with equally many keys, in the 16 bytes that a look-up needs.
    struct Place: Sendable {
        /// The key before the candidate's first one.
        let low: Int64
        let division: Division

        /// The part that holds a key of the candidate.
        @inline(__always)
        func part(of key: Int64) -> Int {
            Int(division.firstPart) &+ Int(UInt64(bitPattern: key &- low &- 1) &>> UInt64(division.shift))
        }
    }

    struct Division: Sendable {
        /// Binary logarithm of the number of keys in a part.
        var shift: Int32 = 0

        /// The number of the first part.
        var firstPart: Int32 = 0
    }
}
