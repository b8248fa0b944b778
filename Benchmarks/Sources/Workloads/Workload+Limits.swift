internal import CMemory

extension Workload {
    /// The machine's own limits: memory read and written by one core, far more than any cache holds.
    public static func limits(bytes: Int = 1 << 28) -> [Workload] {
        let memory = Memory<UInt64>(repeating: 1, count: bytes / 8)
        let sink = Sink()
        return [
            Workload("memory read", .gigabytesPerSecond, count: bytes) {
                let result = memory.values.withUnsafeBufferPointer { memory_read($0.baseAddress, $0.count) }
                sink.value += Double(result & 1)
            },
            Workload("memory written", .gigabytesPerSecond, count: bytes) {
                memory.values.withUnsafeMutableBufferPointer { memory_write($0.baseAddress, $0.count, 1) }
            },
        ]
    }
}
