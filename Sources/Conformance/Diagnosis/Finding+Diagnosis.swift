internal import NumberTypes
internal import Stats
internal import WeightFiles

extension Finding {
    /// Says what deviating values are instead; says nothing if they can no longer be read.
    ///
    /// - Parameters:
    ///   - reader: the values.
    ///   - resolution: the resolution granted to them.
    mutating func diagnose(_ reader: TensorReader, resolution: Resolution) {
        guard verdict == .deviates else { return }
        let engine = DiagnosisEngine(self, reader, resolution: resolution, pValues: adjusted)
        diagnosis = isChance ? [.chance(level: DiagnosisEngine.level)] : (try? engine?.diagnose()) ?? []
    }

    /// What the values themselves show, by their own tests alone, whatever other tensors there are.
    func ownDiagnosis(_ reader: TensorReader, _ configuration: ModelConfiguration?) -> [Diagnosis] {
        guard let outcome else { return [] }
        let pValues = Suspicion(outcome.results).pValues
        guard var engine = DiagnosisEngine(self, reader, resolution: .framework, pValues: pValues) else { return [] }
        engine.configuration = configuration
        return (try? engine.diagnose()) ?? []
    }

    /// Says what a deviating tensor is instead.
    ///
    /// - Parameters:
    ///   - own: what its own values show.
    ///   - copy: what was found among tensors, if that is more than chance.
    mutating func diagnose(own: [Diagnosis], copy: Diagnosis?) {
        if isChance {
            diagnosis = [.chance(level: DiagnosisEngine.level)]
        } else if let copy, !own.contains(where: \.isOfValues) {
            // Whatever else is wrong comes after the copy.
            let isElsewhere = deviating(at: DiagnosisEngine.level).contains { !Self.copyTests.contains($0) }
            diagnosis = [copy] + (isElsewhere ? own.filter(\.isLaw) : [])
        } else {
            diagnosis = own
        }
    }

    /// The same for values that are drawn again, or gathered again.
    mutating func diagnoseDrawn(resolution: Resolution) {
        guard verdict == .deviates, let source, let reader = try? source(true) else { return }
        diagnose(reader, resolution: resolution)
        // The rest may show what the whole tensors do not.
        guard case .dependent? = diagnosis.first, reader.count < count, let all = try? source(false) else { return }
        diagnose(all, resolution: resolution)
    }

    // MARK: - Implementation

    private static let copyTests: Set<TestKind> = [
        .copies, .streams, .repeats, .serial, .rows, .columns, .triples, .tensors,
    ]

    /// If the level rejects what chance does, there is nothing to explain.
    private var isChance: Bool { (adjusted.values.min() ?? .one).value > DiagnosisEngine.level }
}

extension Diagnosis {
    /// Whether it says more of the values than that they are another tensor's: that none is a number, or that all
    /// or many are one. Rows of one value are equal, too, and slices say more than the blocks that they make.
    fileprivate var isOfValues: Bool {
        switch self {
        case .noNumber, .noFiniteValue, .constant, .lines, .box, .run, .scattered, .forgetGate, .logarithms,
            .equalSlices, .repeatedSlices, .periodic, .repeatedValue:
            true
        default: false
        }
    }

    /// Whether it is about the law of the values.
    fileprivate var isLaw: Bool {
        switch self {
        case .law, .family, .unknownLaw: true
        default: false
        }
    }
}

extension SampleSource<Float> {
    /// The first values, as many as a diagnosis looks at.
    ///
    /// - Parameters:
    ///   - shape: the shape of one tensor.
    ///   - isWhole: whether an incomplete last tensor is left out.
    func diagnosed(shape: [Int], isWhole: Bool) throws -> TensorReader {
        let size = max(1, shape.reduce(1, *))
        let limit = min(count, DiagnosisSample.limit)
        let values = try leading(limit < size || !isWhole ? limit : limit / size * size)
        return TensorReader(holding: values, as: .float32, shape: [values.count], name: "draws")
    }
}
