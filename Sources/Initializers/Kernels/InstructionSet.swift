internal import CInitializers

/// The processor instructions that draws use. They decide how long a draw takes, never its bits.
///
/// A value stands for instructions that this machine has. Draws use the best ones by default; choosing others is useful
/// for benchmarks and tests.
public struct InstructionSet: Sendable {
    /// The name of the instructions: `sse2`, `avx2` or `avx512` on x86-64, `neon` on arm64, `portable` elsewhere.
    public let name: String

    let kernels: Kernels

    /// The instructions of every processor that the package was compiled for.
    public static let baseline = InstructionSet(name: baselineName, kernels: Kernels(glorot_portable()))

    /// All sets that this machine has, slowest first.
    public static let available: [InstructionSet] = {
        var sets = [baseline]
        #if arch(x86_64)
            if let kernels = glorot_avx2() {
                sets.append(InstructionSet(name: "avx2", kernels: Kernels(kernels)))
            }
            // 512-bit registers and the parts F, DQ, BW and VL of AVX-512.
            if let kernels = glorot_avx512() {
                sets.append(InstructionSet(name: "avx512", kernels: Kernels(kernels)))
            }
        #endif
        return sets
    }()

    /// The fastest set that this machine has.
    public static let best = available.last ?? baseline

    // MARK: - Implementation

    private static var baselineName: String {
        #if arch(x86_64)
            "sse2"
        #elseif arch(arm64)
            "neon"
        #else
            "portable"
        #endif
    }
}

extension InstructionSet: Hashable, CustomStringConvertible {
    public static func == (left: InstructionSet, right: InstructionSet) -> Bool { left.name == right.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    public var description: String { name }
}
