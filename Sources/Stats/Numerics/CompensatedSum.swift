/// A sum that carries along the rounding error of every addition (Neumaier 1974, ZAMM 54, 39-51). For terms of one sign
/// it is correct to an ulp.
struct CompensatedSum {
    private var sum = 0.0
    private var correction = 0.0

    var value: Double { sum + correction }

    mutating func add(_ term: Double) {
        let next = sum + term
        correction += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
        sum = next
    }
}
