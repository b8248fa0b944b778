extension Double {
    /// This number to a whole power, at least 0, by repeated multiplication.
    func raised(to power: Int) -> Double { (0..<power).reduce(1) { product, _ in product * self } }
}
