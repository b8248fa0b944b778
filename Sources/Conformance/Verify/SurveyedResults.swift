/// The results of the tested tensors, followed by those of the pools, as the decision goes through them. Each stays
/// where it is, since there may be a hundred thousand.
struct SurveyedResults: MutableCollection, RandomAccessCollection {
    private(set) var tensors: [TensorCase]

    /// The places of the tensors that were tested.
    let places: [Int]

    private(set) var pools: [Finding]

    init(_ tensors: [TensorCase], _ pools: [Finding]) {
        self.tensors = tensors
        places = tensors.indices.filter { if case .tested = tensors[$0].disposition { true } else { false } }
        self.pools = pools
    }

    /// The tensors, which are no longer kept here.
    mutating func takeTensors() -> [TensorCase] {
        defer { tensors = [] }
        return tensors
    }

    var startIndex: Int { 0 }
    var endIndex: Int { places.count + pools.count }

    subscript(index: Int) -> Finding {
        get {
            guard index < places.count else { return pools[index - places.count] }
            guard let finding = tensors[places[index]].finding else {
                preconditionFailure("tensor \(places[index]) was tested")
            }
            return finding
        }
        set {
            if index < places.count {
                tensors[places[index]].disposition = .tested(newValue)
            } else {
                pools[index - places.count] = newValue
            }
        }
    }
}
