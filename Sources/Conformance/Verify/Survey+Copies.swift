internal import NumberTypes
internal import Stats
internal import WeightFiles

/// What tensors have in common: equal values, equal beginnings, one stream.
extension Survey {
    /// Compares the hashes of all tensors, and adds the tests of copies to each.
    ///
    /// Complexity: linear in the number of beginnings that are hashed, one for each length of another tensor.
    ///
    /// - Parameters:
    ///   - traces: the traces, by the places of the items; nil for values that may well be equal to others.
    ///   - tensors: the tensors, by the same places.
    func addCopies(_ traces: [CopyTraces?], to tensors: inout [TensorCase]) {
        let compared = traces.indices.filter { traces[$0] != nil }
        let twins = twins(compared, traces)
        let streams = SharedStreams(compared.map { traces[$0]?.places })
        for (number, place) in compared.enumerated() {
            guard let own = traces[place], var result = tensors[place].finding else { continue }
            let copies = CopyTests(
                own,
                count: items[place].info.count,
                twins: twins[place].map { (labels[$0.other], $0.length, $0.count) },
                others: compared.count - 1,
                firstAxis: items[place].info.isFortranOrder ? items[place].info.shape.count - 1 : 0
            )
            result.append([copies.copies, copies.zeros])
            tensors[place].amongTensors = copies.finding
            if own.places != nil {
                // A tensor that is equal to the bit is a copy, which has its own test.
                let match = streams.matches[number].flatMap { compared[$0.other] == twins[place]?.other ? nil : $0 }
                result.append([
                    TestResult(
                        .streams,
                        tier: .rigorous,
                        statistic: Double(match?.count ?? 0),
                        pValue: match?.pValue ?? .one,
                        method: "union bound over other tensors, signs and orders"
                    )
                ])
                if let match, match.pValue < min(copies.copies.pValue, copies.zeros.pValue) {
                    let other = compared[match.other]
                    let scales = [place, other].map { tensors[$0].finding?.distribution?.standardDeviation ?? .nan }
                    tensors[place].amongTensors = .sharedStream(
                        with: labels[other],
                        scale: (match.isNegated ? -1 : 1) * scales[0] / scales[1],
                        isTransposed: match.isTransposed
                    )
                }
            }
            tensors[place].disposition = .tested(result)
        }
    }

    /// For each tensor that shares a beginning with others: the first of those that share most, the length shared, and
    /// the number of all of them.
    private func twins(
        _ compared: [Int],
        _ traces: [CopyTraces?]
    ) -> [Int: (other: Int, length: Int, count: Int)] {
        struct Beginning: Hashable {
            let type: NumberType?
            let length: Int
            let hash: UInt64
        }
        // Tensors that equal a beginning of this length, and longer ones that begin with it, in increasing order.
        var whole: [Beginning: [Int]] = [:]
        var longer: [Beginning: [Int]] = [:]
        for index in compared {
            guard let own = traces[index] else { continue }
            let info = items[index].info
            for (length, hash) in zip(own.lengths, own.hashes) {
                let beginning = Beginning(type: info.type, length: length, hash: hash)
                if length == info.count {
                    whole[beginning, default: []].append(index)
                } else {
                    longer[beginning, default: []].append(index)
                }
            }
        }
        var twins: [Int: (other: Int, length: Int, count: Int)] = [:]
        func add(_ index: Int, _ other: Int, _ length: Int, _ count: Int) {
            guard let known = twins[index] else {
                twins[index] = (other, length, count)
                return
            }
            let isBetter = (length, -other) > (known.length, -known.other)
            let best = isBetter ? (other, length) : (known.other, known.length)
            twins[index] = (best.0, best.1, known.count + count)
        }
        for (beginning, short) in whole {
            let long = longer[beginning] ?? []
            for index in long { add(index, short[0], beginning.length, short.count) }
            let count = short.count - 1 + long.count
            guard count > 0 else { continue }
            for index in short {
                let firstShort = short[0] == index ? short.dropFirst().first : short[0]
                guard let other = [firstShort, long.first].compactMap({ $0 }).min() else { continue }
                add(index, other, beginning.length, count)
            }
        }
        return twins
    }
}
