internal import CInitializers

/// The functions of one instruction set, which write many elements at a time.
///
/// They are written in C because C can compile a function for instructions that not every processor has. What they
/// write is defined by the scalar code in Swift, `WeightScalar._element`.
struct Kernels: @unchecked Sendable {
    /// A constant, so every thread may read it.
    private let table: UnsafePointer<glorot_kernels>

    init(_ table: UnsafePointer<glorot_kernels>) {
        self.table = table
    }

    /// Words `offset ..< offset + destination.count` of a key's stream.
    func words(_ destination: UnsafeMutableBufferPointer<UInt32>, offset: UInt64, key: Key) {
        guard let words = destination.baseAddress else { return }
        withUnsafePointer(to: glorot_key(key)) { table.pointee.words(words, destination.count, offset, $0) }
    }

    func uniform(_ values: UnsafeMutableBufferPointer<Float>, offset: UInt64, key: Key, law: UniformTransform) {
        write(values, offset, key, glorot_uniform(law), table.pointee.uniform_float)
    }

    func uniform(_ values: UnsafeMutableBufferPointer<Double>, offset: UInt64, key: Key, law: UniformTransform) {
        write(values, offset, key, glorot_uniform(law), table.pointee.uniform_double)
    }

    func normal(_ values: UnsafeMutableBufferPointer<Float>, offset: UInt64, key: Key, law: NormalTransform) {
        write(values, offset, key, glorot_normal(law), table.pointee.normal_float)
    }

    func normal(_ values: UnsafeMutableBufferPointer<Double>, offset: UInt64, key: Key, law: NormalTransform) {
        write(values, offset, key, glorot_normal(law), table.pointee.normal_double)
    }

    /// The bfloat16 numbers nearest to `count` finite numbers, ties to even.
    func bfloat16(_ patterns: UnsafeMutablePointer<UInt16>, _ values: UnsafePointer<Float>, count: Int) {
        table.pointee.bfloat16(patterns, values, count)
    }

    /// The half-precision numbers nearest to `count` finite numbers, ties to even.
    func float16(_ patterns: UnsafeMutablePointer<UInt16>, _ values: UnsafePointer<Float>, count: Int) {
        table.pointee.float16(patterns, values, count)
    }

    // MARK: - Implementation

    @inline(__always)
    private func write<Value, Law>(
        _ destination: UnsafeMutableBufferPointer<Value>,
        _ offset: UInt64,
        _ key: Key,
        _ law: Law,
        _ kernel: (UnsafeMutablePointer<Value>, Int, UInt64, UnsafePointer<glorot_key>, UnsafePointer<Law>) -> Void
    ) {
        guard let values = destination.baseAddress else { return }
        withUnsafePointer(to: glorot_key(key)) { key in
            withUnsafePointer(to: law) { kernel(values, destination.count, offset, key, $0) }
        }
    }
}

extension glorot_key {
    init(_ key: Key) {
        let refinement = key.refinementCipher
        self.init(
            cipher: (key.cipher.x, key.cipher.y),
            counter_high: (key.counterHigh.x, key.counterHigh.y),
            refinement_cipher: (refinement.x, refinement.y)
        )
    }
}

extension glorot_uniform {
    init(_ law: UniformTransform) {
        self.init(middle: law.middle, half: law.half, lowest: law.lowest, highest: law.highest)
    }
}

extension glorot_normal {
    init(_ law: NormalTransform) {
        self.init(
            mean: law.mean,
            standard_deviation: law.standardDeviation,
            middle: law.middle,
            half: law.half,
            lower_tail: law.lowerTail,
            upper_tail: law.upperTail,
            mass: law.mass,
            lowest: law.lowest,
            highest: law.highest,
            reaches_tails: law.reachesTails ? 1 : 0
        )
    }
}
