internal import Stats

/// Tensors that are tested as a whole, since their entries depend on one another.
extension CaseRunner {
    /// Runs the battery of a structured law on about `count` values: whole tensors, up to 2^20 entries, where something is
    /// drawn, since the work and the memory grow with their size.
    func structured(
        _ law: ClaimedLaw,
        _ distribution: any Distribution,
        count: Int,
        sample: (Int) throws -> DrawnSample
    ) throws -> Battery.Outcome {
        let size = try elementCount(of: shape)
        if let pattern = law.pattern() {
            return try PatternBattery(period: size, value: pattern).run(on: sample(count), about: distribution.mean)
        }
        let drawn = try sample(max(size, min(count, 1 << 20) / size * size))
        switch law {
        case .orthogonal(let gain, let rows, let columns):
            return try OrthogonalBattery(rows: rows, columns: columns, gain: gain).run(on: drawn)
        case .deltaOrthogonal(let gain, let shape):
            // jax/_src/nn/initializers.py, delta_orthogonal: the centre of an axis of size k is (k - 1) // 2.
            let kernel = shape.dropLast(2)
            let matrices = OrthogonalBattery(rows: shape[kernel.count], columns: shape[kernel.count + 1], gain: gain)
            return try KernelBattery(
                matrices: matrices,
                places: ClaimedLaw.places(kernel),
                centre: ClaimedLaw.centre(kernel.map { ($0, ($0 - 1) / 2) })
            ).run(on: drawn)
        case .sparse(let sparse):
            let battery = SparseBattery(
                rows: sparse.rows,
                columns: sparse.columns,
                line: sparse.line,
                zeros: sparse.zeros,
                resolution: .own
            )
            return try battery.run(on: drawn, rest: sparse.rest(), about: distribution.mean)
        case .constant, .uniform, .normal, .truncatedNormal, .identity, .dirac:
            return try Battery(resolution: .own).run(on: drawn, against: distribution)
        }
    }
}
