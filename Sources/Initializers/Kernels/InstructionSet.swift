internal import CInitializers

/// The processor's instructions that draws are made with: they decide how long a draw takes, never its bits.
///
/// A value stands for instructions that this machine has. Draws take the best ones unless they are told otherwise, which
/// is of use to who measures or tests them.
public struct InstructionSet: Sendable {
    /// What the instructions are called: `sse2`, `avx2` or `avx512` on x86-64, `neon` on arm64, `portable` elsewhere.
    public let name: String

    let kernels: Kernels

    /// Those that every processor has that the package was compiled for.
    public static let baseline = InstructionSet(name: baselineName, kernels: Kernels(glorot_portable()))

    /// All that this machine has, the slowest first.
    public static let available: [InstructionSet] = {
        var sets = [baseline]
        #if arch(x86_64)
            if let kernels = glorot_avx2() {
                sets.append(InstructionSet(name: "avx2", kernels: Kernels(kernels)))
            }
            // 512 bits of register, and of AVX-512 the parts F, DQ, BW and VL.
            if let kernels = glorot_avx512() {
                sets.append(InstructionSet(name: "avx512", kernels: Kernels(kernels)))
            }
        #endif
        return sets
    }()

    /// The fastest that this machine has.
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
