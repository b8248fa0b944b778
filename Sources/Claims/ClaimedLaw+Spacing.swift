public import NumberTypes
internal import Stats

extension ClaimedLaw {
    /// The spacing of a type's numbers at the law's mean, if it exceeds the law's standard deviation, so that most
    /// draws are one of few values. Nil if the law is wide enough, or is not drawn entry by entry.
    public func coarseSpacing(in type: NumberType) -> Double? {
        guard !isStructured, !type.isExact, let law = try? distribution(), law.variance > 0 else { return nil }
        let spacing = type.spacing(about: law.mean)
        return law.standardDeviation < spacing ? spacing : nil
    }
}
