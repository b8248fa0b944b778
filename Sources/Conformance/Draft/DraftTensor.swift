internal import Claims
internal import NumberTypes
internal import WeightFiles

/// A tensor for which a rule is to be drafted.
struct DraftTensor: Sendable {
    let file: WeightFile
    let info: TensorInfo

    /// The name by which messages tell it from others.
    let label: String

    /// Its name in parts.
    let name: DraftName

    /// How many different first numbers the names like this one have.
    let layers: Int

    /// The weight beside a bias.
    let weight: (name: String, shape: [Int])?

    /// The tensor that it is likely tied to, going by names.
    let twin: String?

    /// Whether the file holds this tensor alone, named after the file: a name that changes with the file's.
    let isNamedAsFile: Bool

    /// What was seen of a tensor.
    struct Seen: Sendable {
        var candidates: [DraftCandidate] = []
        var family: TensorFamily?

        /// Whether the candidates are those of all values but a few.
        var hasOutliers = false
        var error: WeightFileError?
    }

    /// The tensors of some files.
    static func tensors(of files: [WeightFile]) -> [DraftTensor] {
        let all = files.flatMap { file in file.tensors.map { (file, $0, DraftName($0.name)) } }
        let labels = distinctLabels(of: all.map { ($0.0.path, $0.1.name(in: $0.0.path)) })
        var numbers: [[DraftName.Part]: Set<String>] = [:]
        for (_, _, name) in all {
            if let first = name.numbers.first { numbers[name.parts, default: []].insert(first) }
        }
        let layers = numbers.mapValues(\.count)
        // Names that end in these words are a bias and a weight of one layer.
        let shapes = Dictionary(all.map { ("\($0.0.path)\0\($0.1.name)", $0.1.shape) }) { first, _ in first }
        let embedding = all.first { $0.1.isEmbedding }
        return zip(all, labels).map { item, label in
            let (file, info, name) = item
            var weight: (name: String, shape: [Int])?
            if info.shape.count == 1, let last = name.parts.last?.text, let other = Self.weights[last],
                let shape = shapes["\(file.path)\0\(ExpectedTensors.name(other, besideOf: info.name))"], shape.count > 1
            {
                weight = (other, shape)
            }
            var twin = info.tied.map { file.tensors[$0].name }
            if twin == nil, info.isOutputLayer, let (_, other, _) = embedding, other.shape == info.shape,
                other.type == info.type
            {
                twin = other.name
            }
            // Braces in a name would be taken for a number's name.
            if let name = twin, case .failure = Placeholders.filled(name, with: [:]) { twin = nil }
            return DraftTensor(
                file: file,
                info: info,
                label: label,
                name: name,
                layers: layers[name.parts] ?? 1,
                weight: weight,
                twin: twin,
                isNamedAsFile: all.count == 1 && file.format.map { Self.hasNoNames($0) } ?? false
            )
        }
    }

    private static func hasNoNames(_ format: WeightFormat) -> Bool {
        switch format {
        case .npy, .text, .raw: true
        default: false
        }
    }

    /// The names of weights, by the names of their biases.
    private static let weights = ["bias": "weight", "b": "w"]

    /// What the tensor may be said to be.
    ///
    /// - Parameters:
    ///   - level: the chance that its true law is missing.
    ///   - constants: what was seen of tensors that hold a single value.
    func seen(_ candidates: DraftCandidates, level: Double, _ constants: DraftConstants) -> Seen {
        do throws(WeightFileError) {
            if info.count == 0 { return Seen(candidates: [.init(statement: .empty, logLikelihood: 0)]) }
            guard let type = info.type else { return Seen(candidates: [.init(statement: .unknown, logLikelihood: 0)]) }
            let reader = try file.reader(for: info)
            if let twin, try isSame(reader, as: twin) {
                return Seen(candidates: [.init(statement: .same(as: twin), logLikelihood: 0)])
            }
            if type.isExact { return try seenExact(reader) }
            // A single value may be a draw.
            guard let value = try reader.onlyValue(), info.count > 1 || value == 0 || value == 1 else {
                return try seen(reader, candidates, level: level)
            }
            // Norms and biases: most tensors of a model, with few shapes and values.
            let key = DraftConstants.Key(value: value, shape: info.shape, type: type)
            return try constants.seen(key) { () throws(WeightFileError) in
                try seen(reader, candidates, level: level)
            }
        } catch {
            return Seen(error: error)
        }
    }

    /// The path to the tensor in a tree of names.
    func path(withRank: Bool) -> [DraftTree.Step] {
        if isNamedAsFile { return [.whole] }
        var steps: [DraftTree.Step] = []
        for (place, part) in name.parts.reversed().enumerated() {
            steps.append(.part(part))
            if place == 0, withRank { steps.append(.rank(info.shape.count)) }
        }
        steps.append(.whole)
        for place in name.numbers.indices.reversed() { steps.append(.number(place: place, name.numbers[place])) }
        return steps
    }

    /// All numbers of the name, by their index.
    var allNumbers: [Int: String] { Dictionary(uniqueKeysWithValues: name.numbers.enumerated().map { ($0, $1) }) }

    /// The pattern of a node, and the rank of the tensors there.
    static func pattern(_ path: [DraftTree.Step]) -> (pattern: DraftPattern, rank: Int?) {
        var parts: [DraftName.Part] = []
        var rank: Int?
        var isWhole = false
        var numbers: [Int: String] = [:]
        for step in path {
            switch step {
            case .part(let part): parts.insert(part, at: 0)
            case .rank(let own): rank = own
            case .whole: isWhole = true
            case .number(let place, let number): numbers[place] = number
            }
        }
        return (DraftPattern(parts: parts, isWhole: isWhole, numbers: numbers), rank)
    }

    // MARK: - Implementation

    private func isSame(_ reader: TensorReader, as twin: String) throws(WeightFileError) -> Bool {
        guard let other = file.tensors.first(where: { $0.name == twin }), other.isFortranOrder == info.isFortranOrder
        else { return false }
        return try reader.isSame(as: try file.reader(for: other))
    }

    /// Integers are zeros, ones, or not drawn.
    private func seenExact(_ reader: TensorReader) throws(WeightFileError) -> Seen {
        let profile = try TensorProfile(reader)
        var found = [DraftCandidate(statement: .notTrainable, logLikelihood: 0)]
        let claims =
            profile.minimum == profile.maximum ? [0.0: ["zeros", "torch.nn.init.zeros_"], 1.0: ["ones"]] : [:]
        found += (claims[profile.minimum] ?? []).map {
            DraftCandidate(statement: .claim(text: $0), logLikelihood: .infinity)
        }
        return Seen(candidates: found, family: found.count > 1 ? .constant(profile.minimum) : nil)
    }

    private func seen(
        _ reader: TensorReader,
        _ candidates: DraftCandidates,
        level: Double
    ) throws(WeightFileError) -> Seen {
        let further = candidates.further(for: name, shape: info.shape, layers: layers, weight: weight)
        var identifier = TensorIdentifier(alpha: level)
        identifier.further = further.map(\.claim)
        let identity = try identifier.identity(reader)
        var found = Self.candidates(identity, further)
        if found.isEmpty, let (row, rest) = try reader.paddingRow() {
            // The rest is tested as a vector, against the claims of independent entries only.
            found = Self.candidates(try TensorIdentifier(alpha: level).identity(rest), []).compactMap { candidate in
                guard case .claim(let text, nil, nil) = candidate.statement, (try? Claim(text))?.scheme.fanRule == nil
                else {
                    return nil
                }
                let statement = DraftStatement.claim(text: text, padding: row)
                return DraftCandidate(statement: statement, logLikelihood: candidate.logLikelihood)
            }
        }
        if found.isEmpty { found = [DraftCandidate(statement: .unknown, logLikelihood: 0)] }
        return Seen(candidates: found, family: identity.family, hasOutliers: identity.outlierCount > 0)
    }

    private static func candidates(
        _ identity: TensorIdentity,
        _ further: [(claim: Claim, statement: DraftStatement)]
    ) -> [DraftCandidate] {
        let statements = Dictionary(grouping: further) { $0.claim.text }.mapValues { $0.map(\.statement) }
        return identity.claims.flatMap { claim in
            Set(statements[claim.claim] ?? [.claim(text: claim.claim)]).map { statement in
                DraftCandidate(statement: statement, logLikelihood: claim.logLikelihood)
            }
        }
    }
}

extension TensorReader {
    /// The value that all elements have; nil where two differ, or one is not a number.
    fileprivate func onlyValue() throws(WeightFileError) -> Double? {
        var (only, isOnly) = (Double?.none, true)
        try readChunks(while: { values, _ in
            let value = only ?? values.first
            only = value
            isOnly = values.allSatisfy { $0 == value }
            return isOnly
        })
        return isOnly ? only : nil
    }
}
