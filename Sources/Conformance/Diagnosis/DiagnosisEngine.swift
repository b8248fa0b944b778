internal import CMath
internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Says what a deviating tensor is instead.
///
/// What is wrong with the values themselves comes first: no numbers, constants, zeros and unwritten memory, copies.
/// Then come other laws, from the claim outwards. Each is screened by the moments, tested like any hypothesis, and
/// named only if no test rejects it. If none is left, the family with its parameters is named. The tensor is read once
/// more for its structure and once for its values; at most 2^22 of them are held.
struct DiagnosisEngine {
    let finding: Finding
    let hypothesis: Hypothesis

    /// The p-values of the tests, adjusted for their number: among all tests of the run, or among those of the tensor
    /// alone.
    let pValues: AdjustedPValues

    /// The values.
    let reader: TensorReader

    /// The resolution granted to them.
    let resolution: Resolution

    /// What the model's configuration says, where it is known.
    var configuration: ModelConfiguration?

    /// Their shape in the order of the values.
    let shape: [Int]

    /// Whether the values are several tensors, one after the other, counted by the first axis.
    let isStacked: Bool

    /// The level at which an alternative conforms: a true one is missed once in a thousand times.
    static let level = 1e-3

    /// The most diagnoses that are named together.
    static let namedLimit = 3

    init?(_ finding: Finding, _ reader: TensorReader, resolution: Resolution, pValues: AdjustedPValues) {
        guard let hypothesis = finding.hypothesis, reader.count > 0 else { return nil }
        (self.finding, self.hypothesis, self.reader, self.resolution) = (finding, hypothesis, reader, resolution)
        self.pValues = pValues
        let size = max(1, hypothesis.shape.reduce(1, *))
        isStacked = reader.count > size && reader.count.isMultiple(of: size)
        var shape = reader.count == size ? hypothesis.shape : reader.info.shape
        if reader.info.isFortranOrder { shape.reverse() }
        self.shape = isStacked ? [reader.count / size] + hypothesis.shape : shape
    }

    /// What the values themselves show; empty where nothing can be told.
    func diagnose() throws -> [Diagnosis] {
        guard let outcome = finding.outcome else { return [] }
        if outcome.notFinite == outcome.count {
            return [outcome[.kolmogorovSmirnov] == nil ? .noNumber : .noFiniteValue]
        }
        if outcome.minimum == outcome.maximum, outcome.notFinite == 0, !hypothesis.law.isStructured {
            let other = hypothesis.distribution.pointValue.map {
                Diagnosis.otherValues(outcome.impossible, expected: $0 + 0)
            }
            return (other.map { [$0] } ?? []) + [.constant(outcome.minimum)]
        }
        let sample = try DiagnosisSample(reader)
        if hypothesis.law.isStructured { return try structured(outcome, sample) }
        if let expected = hypothesis.distribution.pointValue { return try deterministic(outcome, sample, expected) }
        return try entries(outcome, sample)
    }

    // MARK: - Implementation

    /// Draws of one law.
    private func entries(_ outcome: Battery.Outcome, _ sample: DiagnosisSample) throws -> [Diagnosis] {
        let deviation = hypothesis.distribution.standardDeviation
        if isSinusoidal(sample) { return [.sinusoids] }
        if let value = forgetGate(sample) { return [.forgetGate(value)] }
        if let count = logarithms(sample) { return [.logarithms(count)] }
        var found: [Diagnosis] = []
        let scan = try StructureScan(reader, shape: shape, deviation: deviation)
        if scan.notFinite.count > 0 {
            found.append(.notFinite(UInt64(scan.notFinite.count), first: place(scan.notFinite.first)))
            let located = scan.diagnosis(scan.notFinite, .notFinite, axisName: axisName)
            if scan.notFinite.count > 1, case .lines = located { found.append(located) }
        }
        if scan.notFinite.count + scan.garbage.count > reader.count / 50, let type = try otherType() { return [type] }
        let garbage = scan.garbageLines()
        if let (axis, lines) = garbage {
            let ranges = StructureScan.ranges(lines)
            let filling = Diagnosis.Filling.garbage(scan.garbage.largest)
            found.append(.lines(filling, axis: axisName(axis), ranges, of: shape[axis]))
        } else if scan.garbage.count > 0 {
            found.append(scan.diagnosis(scan.garbage, .garbage(scan.garbage.largest), axisName: axisName))
        }
        // 0 may be drawn: about once in 2^20 values on the grids of float32 and of 16 bits.
        if Double(scan.zeros.count) > 1 + 0x1p-18 * Double(reader.count), !isZeroCommon(sample) {
            found.append(scan.diagnosis(scan.zeros, .zeros, axisName: axisName))
        }
        if !found.isEmpty {
            let (small, large) = (1e-20 * deviation, 1e20 * deviation)
            let written = garbage.map {
                sample.values.count == reader.count ? outside($0.axis, $0.lines, sample) : sample
            }
            let rest = (written ?? sample).filtered { abs($0) > small && abs($0) < large }
            guard rest.values.count > 1 else { return found }
            if rest.values.allSatisfy({ $0 == rest.values[0] }) { return found + [.constant(rest.values[0])] }
            if try conforms(hypothesis.law, rest) { return found + [.restConforms] }
            return Array((found + (try laws(rest))).prefix(Self.namedLimit))
        }
        if let levels = missingLevels(outcome) { return [.fewLevels(share: levels)] }
        let slices = equalSlices(sample)
        if slices == nil, let period = Self.period(sample) { return [.periodic(period)] }
        // Equal slices are not independent draws: each stands once.
        let own = slices.map { unique(sample, axis: $0.axis) } ?? sample
        // These are the values that were tested, unless some of them are left out here.
        let isTested = slices == nil && own.values.count == reader.count && UInt64(reader.count) == outcome.count
        let isAccepted =
            isTested
            ? DiagnosisSample.accepts(outcome.results, at: Self.level) : try acceptedOutcome(hypothesis.law, own) != nil
        if isAccepted {
            return [slices?.diagnosis ?? .dependent(dependence(sample))]
        }
        found = slices.map { [$0.diagnosis] } ?? []
        // Special values come before other laws if some values lie where the claim has none, else after them.
        let isFirst = outcome.impossible > 0 || outcome.extremeCount > 2
        if isFirst, let further = try special(outcome, own) { return found + further }
        var laws = try laws(own)
        // The mean of dependent values differs from the claim's by chance: dependence explains that.
        if case .family(let law, let ratio?, _)? = laws.first, ratio.contains(1), law.isOfFamily(hypothesis.law),
            slices == nil, isMostlyDependent
        {
            laws = [.dependent(dependence(sample))]
        }
        if case .law? = laws.first { return Array((found + laws).prefix(Self.namedLimit)) }
        if !isFirst, let further = try special(outcome, own) { return found + further }
        if case .unknownLaw? = laws.first {
            if let scales = try blockScales(own) { return found + [scales] }
            if let type = try otherType() { return [type] }
        }
        return Array((found + laws).prefix(Self.namedLimit))
    }

    /// Whether the surest of the tests that reject is one of dependence.
    private var isMostlyDependent: Bool {
        func least(_ isWanted: (TestKind) -> Bool) -> TailProbability {
            TestKind.allCases.filter(isWanted).compactMap { pValues[$0] }.min() ?? .one
        }
        return least(Self.dependenceTests.contains) < least { !Self.dependenceTests.contains($0) }
    }

    private static let dependenceTests: Set<TestKind> = [.serial, .rows, .columns, .triples, .tensors]

    /// Diagnoses a claim of a single value.
    private func deterministic(
        _ outcome: Battery.Outcome,
        _ sample: DiagnosisSample,
        _ expected: Double
    ) throws -> [Diagnosis] {
        if let value = forgetGate(sample) { return [.forgetGate(value)] }
        if let count = logarithms(sample) { return [.logarithms(count)] }
        let found = Diagnosis.otherValues(outcome.impossible, expected: expected + 0)
        // Values of a law, such as a layer's default, hardly one of them as claimed.
        guard outcome.impossible > outcome.count / 2, outcome.count >= 32, outcome.notFinite == 0 else {
            return [found]
        }
        return [found]
            + (try laws(sample)).filter {
                if case .unknownLaw = $0 { false } else { true }
            }
    }

    /// The value of the second of four equal parts, where all others are 0.
    private func forgetGate(_ sample: DiagnosisSample) -> Double? {
        let n = sample.values.count
        let isVector = shape.filter { $0 > 1 }.count == 1
        guard n == reader.count, n.isMultiple(of: 4), isVector, n > 4, case let value = sample.values[n / 4], value != 0
        else { return nil }
        let isGate = sample.values.indices.allSatisfy {
            sample.values[$0] == ((n / 4..<n / 2).contains($0) ? value : 0)
        }
        return isGate ? value : nil
    }

    /// How many logarithms each row along the last axis holds, where the tensor is a table of them.
    private func logarithms(_ sample: DiagnosisSample) -> Int? {
        let count = shape.last ?? 0
        let law = ClaimedLaw.logarithms(count: count)
        // Nobody makes a table of 0 and log 2 alone.
        guard sample.values.count == reader.count, count > 2, let table = law.pattern(), let error = law.patternError
        else { return nil }
        let isTable = sample.values.indices.allSatisfy { place in
            let expected = table(place)
            return abs(sample.values[place] - expected) <= error(expected) + sample.unitRoundoff * expected
        }
        return isTable ? count : nil
    }

    /// The values outside some lines along an axis.
    private func outside(_ axis: Int, _ lines: [Int], _ sample: DiagnosisSample) -> DiagnosisSample {
        let inner = shape[(axis + 1)...].reduce(1, *)
        let isOut = Set(lines)
        let values = sample.values.indices.lazy.filter { !isOut.contains($0 / inner % shape[axis]) }
        return DiagnosisSample(values.map { sample.values[$0] }, sample.type, isInOrder: false)
    }

    /// Whether zeros are as frequent as other values are, as on a coarse grid.
    private func isZeroCommon(_ sample: DiagnosisSample) -> Bool {
        let zeros = sample.values.count { $0 == 0 }
        let smallest = sample.values.lazy.filter { $0 != 0 }.map { abs($0) }.min() ?? 0
        let others = sample.values.count { abs($0) == smallest }
        return others > 1 && others > zeros / 4
    }

    /// The share of the 16-bit values that ought to occur and do, if chance cannot make it so small.
    private func missingLevels(_ outcome: Battery.Outcome) -> Double? {
        guard hypothesis.numberType.sixteenBitFormat != nil, let p = pValues[.levels], p.value < 1e-6,
            let share = outcome[.levels]?.statistic
        else { return nil }
        let ratio = outcome.variance / hypothesis.distribution.variance
        // A coarse grid changes the scale a little.
        let spread = 5 * ((outcome.excessKurtosis + 2) / Double(outcome.count)).squareRoot() + 0.02
        return abs(ratio - 1) < spread ? share : nil
    }

    // MARK: Tests

    /// The tests of another law on a sample, those of dependence left out where possible; nil if a test of single
    /// values rejects it.
    func acceptedOutcome(_ law: ClaimedLaw, _ sample: DiagnosisSample) throws -> Battery.Outcome? {
        try sample.acceptedOutcome(test(law, sample), at: Self.level)
    }

    /// Whether a test rejects a law that the tests of single values accept.
    func isDependent(_ law: ClaimedLaw, _ accepted: Battery.Outcome, _ sample: DiagnosisSample) throws -> Bool {
        try !sample.completed(accepted, test(law, sample)).isAccepted(at: Self.level)
    }

    private func test(_ law: ClaimedLaw, _ sample: DiagnosisSample) throws -> HypothesisTest {
        let other = try Hypothesis(law, insteadOf: hypothesis, numberType: sample.type)
        var test = HypothesisTest(other, resolution: resolution)
        test.storedShape = reader.info.isFortranOrder ? hypothesis.shape.reversed() : hypothesis.shape
        test.dependenceLimit = 1 << 20
        test.format = sample.type.sixteenBitFormat
        return test
    }

    /// Whether no test of single values rejects a law.
    func conforms(_ law: ClaimedLaw, _ sample: DiagnosisSample) throws -> Bool {
        guard sample.values.count > 1 else { return false }
        return try acceptedOutcome(law, sample) != nil
    }

    // MARK: Places

    /// The number of an axis as the framework shows it.
    func axisName(_ axis: Int) -> Int {
        reader.info.isFortranOrder ? shape.count - 1 - axis : isStacked ? axis - 1 : axis
    }

    /// The index of a value as the framework shows it.
    func place(_ index: Int) -> [Int] {
        var place: [Int] = []
        var rest = index
        for size in shape.reversed() {
            place.append(rest % size)
            rest /= size
        }
        if isStacked { place.removeLast() }
        return reader.info.isFortranOrder ? place : place.reversed()
    }
}
