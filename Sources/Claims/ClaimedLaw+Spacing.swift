public import NumberTypes
internal import Stats

extension ClaimedLaw {
    /// The distance of a type's numbers about the law's mean where that is more than the law's standard deviation, so that
    /// most draws are one of few values; nil where the law is wide enough, and where nothing is drawn entry by entry.
    public func coarseSpacing(in type: NumberType) -> Double? {
        guard !isStructured, !type.isExact, let law = try? distribution(), law.variance > 0 else { return nil }
        let spacing = type.spacing(about: law.mean)
        return law.standardDeviation < spacing ? spacing : nil
    }
}
