/// Complex vectors with separate real and imaginary parts.
struct ComplexVectors {
    let real: UnsafeMutablePointer<SIMD8<Double>>
    let imaginary: UnsafeMutablePointer<SIMD8<Double>>

    /// The real part of the product with another's vector at `k`.
    @inline(__always)
    func product(_ k: Int, _ other: ComplexVectors) -> SIMD8<Double> {
        real[k] * other.real[k] - imaginary[k] * other.imaginary[k]
    }

    /// The imaginary part of that product.
    @inline(__always)
    func crossProduct(_ k: Int, _ other: ComplexVectors) -> SIMD8<Double> {
        real[k] * other.imaginary[k] + imaginary[k] * other.real[k]
    }

    @inline(__always)
    func multiply(_ k: Int, by other: ComplexVectors) {
        (real[k], imaginary[k]) = (product(k, other), crossProduct(k, other))
    }

    func copy(_ other: ComplexVectors, count: Int) {
        real.update(from: other.real, count: count)
        imaginary.update(from: other.imaginary, count: count)
    }
}

extension SeparableTransform {
    /// The memory for one layout of panels, two vectors per panel.
    struct Workspace: ~Copyable {
        private let memory: UnsafeMutablePointer<SIMD8<Double>>

        /// The abscissae, and `b` at them.
        let place: UnsafeMutablePointer<SIMD8<Double>>, base: UnsafeMutablePointer<SIMD8<Double>>

        /// For every step the scaled modulus of `f_i` times half the width of the panel.
        let magnitude: UnsafeMutablePointer<SIMD8<Double>>

        /// The matrices of ``PanelRule``.
        let antisymmetric: UnsafeMutablePointer<SIMD8<Double>>, symmetric: UnsafeMutablePointer<SIMD8<Double>>

        /// Room for four vectors whose lanes are read one by one.
        let lanes: UnsafeMutablePointer<SIMD8<Double>>

        /// The phases of the first variable's factor and of the ratio of successive factors; then their changes from
        /// one frequency to the next.
        let phase: ComplexVectors, ratio: ComplexVectors, phaseStep: ComplexVectors, ratioStep: ComplexVectors

        /// The phases of the current factor, g, and the last integrand.
        let factor: ComplexVectors, integral: ComplexVectors, integrand: ComplexVectors

        private let vectors: Int

        init(panels: Int, steps: Int) {
            vectors = 2 * panels
            let size = vectors * (2 + steps + 2 * 7) + 20
            memory = .allocate(capacity: size)
            memory.initialize(repeating: .zero, count: size)
            var next = memory
            func take(_ count: Int) -> UnsafeMutablePointer<SIMD8<Double>> {
                defer { next += count }
                return next
            }
            func takeComplex(_ count: Int) -> ComplexVectors {
                let real = take(count)
                return ComplexVectors(real: real, imaginary: take(count))
            }
            antisymmetric = take(8)
            symmetric = take(8)
            for l in 0..<8 {
                antisymmetric[l] = PanelRule.standard.antisymmetric[l]
                symmetric[l] = PanelRule.standard.symmetric[l]
            }
            lanes = take(4)
            place = take(vectors)
            base = take(vectors)
            magnitude = take(vectors * steps)
            phase = takeComplex(vectors)
            ratio = takeComplex(vectors)
            phaseStep = takeComplex(vectors)
            ratioStep = takeComplex(vectors)
            factor = takeComplex(vectors)
            integral = takeComplex(vectors)
            integrand = takeComplex(vectors)
        }

        deinit { memory.deallocate() }

        /// Turns phases to the next frequency.
        func turn() {
            for k in 0..<vectors {
                phase.multiply(k, by: phaseStep)
                ratio.multiply(k, by: ratioStep)
            }
        }
    }
}
