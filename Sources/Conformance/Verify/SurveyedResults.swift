/// The results of the tensors that were tested, and after them those of pools, as the decision goes through them: each
/// stays where it is, since there may be a hundred thousand.
struct SurveyedResults: MutableCollection, RandomAccessCollection {
    private(set) var tested: [Survey.Tested]

    /// The places of the tensors that were tested.
    let places: [Int]

    private(set) var pools: [CaseResult]

    init(_ tested: [Survey.Tested], _ pools: [CaseResult]) {
        self.tested = tested
        places = tested.indices.filter { if case .tested = tested[$0].tensor.disposition { true } else { false } }
        self.pools = pools
    }

    var startIndex: Int { 0 }
    var endIndex: Int { places.count + pools.count }

    subscript(index: Int) -> CaseResult {
        get {
            guard index < places.count else { return pools[index - places.count] }
            guard let result = tested[places[index]].result else {
                preconditionFailure("tensor \(places[index]) was tested")
            }
            return result
        }
        set {
            if index < places.count {
                tested[places[index]].tensor.disposition = .tested(newValue)
            } else {
                pools[index - places.count] = newValue
            }
        }
    }
}
