internal import Claims
public import Conformance
internal import NumberTypes
internal import Stats

extension Finding {
    /// What the values are instead, with a line for each part; empty if that cannot be told.
    ///
    /// If the sample cannot tell several laws apart, one line names them all.
    public var diagnosisLines: [String] {
        let laws = diagnosis.compactMap { diagnosis -> (alternative: Alternative, isSure: Bool)? in
            if case .law(let alternative, let isSure) = diagnosis { (alternative, isSure) } else { nil }
        }
        guard laws.count > 1, let first = laws.first else { return diagnosis.map { $0.words(in: self) } }
        let others = diagnosis.filter { if case .law = $0 { false } else { true } }.map { $0.words(in: self) }
        // One law by several mistakes has nothing to do with the sample's size.
        let isOneLaw = laws.allSatisfy { $0.alternative.law.isSame(as: first.alternative.law) }
        if isOneLaw {
            let why = laws.map(\.alternative).map { $0.words(of: $0.change, in: self) }
            let further = Set(laws.map(\.alternative.further))
            let last = further.count == 1 ? first.alternative.furtherWords(in: self) : ""
            let reasons =
                further.count == 1
                ? why : zip(why, laws).map { $0 + $1.alternative.furtherWords(in: self) }
            return others + [
                first.alternative.law.verb(isSure: first.isSure) + first.alternative.law.shortWords + ": "
                    + reasons.joined(separator: "; or ") + last
            ]
        }
        let words = laws.map { "\($0.alternative.law.shortWords): \($0.alternative.reason(in: self))" }
        return others + [
            "it may be " + words.joined(separator: "; or ")
                + " (\(Numerals.grouped(Int(clamping: outcome?.count ?? 0))) values cannot tell these apart)"
        ]
    }

    /// What the values are instead, as one sentence; nil if that cannot be told.
    public var diagnosisWords: String? {
        let lines = diagnosisLines
        return lines.isEmpty ? nil : lines.joined(separator: "; ")
    }
}

extension Diagnosis {
    /// The diagnosis in words: what it is, why that is likely the mistake, what to write instead.
    ///
    /// - Parameter finding: the finding that it belongs to.
    public func words(in finding: Finding) -> String {
        switch self {
        case .chance(let level):
            "the claim itself is not rejected at \(Numerals.six(level)): this is chance; use a lower alpha"
        case .noNumber: "no value is a number"
        case .noFiniteValue: "no value is finite"
        case .notFinite(let count, let first):
            Self.counted(count, "value is NaN or infinite", "values are NaN or infinite")
                + (count == 1 ? ", at \(Numerals.shape(first))" : ", the first at \(Numerals.shape(first))")
        case .constant(let value): "every value is \(value)"
        case .otherValues(let count, let expected):
            Self.counted(count, "value is not", "values are not") + " \(expected)"
        case .otherPattern(let count):
            Self.counted(count, "value differs", "values differ") + " from the claimed pattern"
        case .forgetGate(let value):
            "\(Numerals.six(value)) in the second of four equal parts, 0 elsewhere: the forget gate's bias of an LSTM; claim the parts each by "
                + "itself, or keras.layers.LSTM.bias"
        case .logarithms(let count):
            "every row holds the logarithms of 1 to \(count), a table that was not drawn, such as Mamba's A_log; claim "
                + "mamba_ssm.Mamba.A_log"
        case .lines(let filling, let axis, let ranges, let size): Self.lines(filling, axis, ranges, of: size)
        case .box(let filling, let ranges):
            "the block [\(ranges.map { "\($0.lowerBound):\($0.upperBound + 1)" }.joined(separator: ", "))] \(filling.words)"
        case .run(let filling, let places, let count):
            (places.upperBound == count - 1
                ? "the last \(Numerals.grouped(places.count)) values"
                : places.lowerBound == 0
                    ? "the first \(Numerals.grouped(places.count)) values"
                    : "\(Numerals.grouped(places.count)) values from place \(places.lowerBound) on") + " "
                + (filling == .zeros ? "are 0: never initialised" : filling.plural)
        case .scattered(let filling, let part, let count):
            "\(Numerals.grouped(part)) of \(Numerals.grouped(count)) values "
                + (part == 1 ? filling.words : filling.plural) + ", here and there"
        case .otherType(let type, let isSwapped):
            "the bits are those of \(type)\(isSwapped ? " in the other order of bytes" : ""), which conforms: memory read as "
                + "another type"
        case .restConforms: "the other values conform to the claim"
        case .outliers(let count, let largest, let deviations, let place):
            Self.counted(UInt64(count), "value lies", "values lie") + " where the claim has none, "
                + (count == 1 ? "" : "the farthest ") + "\(Numerals.six(largest))"
                + (place.isEmpty ? "" : " at \(Numerals.shape(place))")
                + ", \(Numerals.format(deviations, digits: 3)) standard deviations out; the others conform to the claim"
        case .lastResort(let count, let largest, let deviations, let place):
            Self.counted(UInt64(count), "value lies", "values lie") + " beyond ±2 sd, "
                + (count == 1 ? "" : "the farthest ") + "\(Numerals.six(largest))"
                + (place.isEmpty ? "" : " at \(Numerals.shape(place))")
                + ", \(Numerals.format(deviations, digits: 3)) sd out; the others conform to the claim: each is drawn four "
                + "times, and one kept even if none lies within, as Keras does on PyTorch (4 in 10^6); draw again instead"
        case .besides(let count, let largest, let deviations, let place, let isLastResort):
            "but for " + Self.counted(UInt64(count), "value", "values") + " beyond its bounds, "
                + (count == 1 ? "" : "the farthest ") + "\(Numerals.six(largest))"
                + (place.isEmpty ? "" : " at \(Numerals.shape(place))")
                + ", \(Numerals.format(deviations, digits: 3)) sd out"
                + (isLastResort
                    ? ": Keras on PyTorch draws each value four times, keeping one even if none lies within (4 in 10^6)"
                    : "")
        case .impossible(let count): Self.counted(count, "value", "values") + " that cannot occur under the claim"
        case .repeatedValue(let value, let count):
            "one value, \(Numerals.six(value)), occurs \(Numerals.grouped(count)) times: it was written over draws"
        case .grid(let levels):
            "only \(Numerals.grouped(levels)) different values: quantised, or drawn on a coarse grid; draw in float32"
        case .fewLevels(let share):
            "\(Numerals.format(100 * share, digits: 3)) % of the type's values that should occur: drawn in 16 bits, not "
                + "rounded to them; draw in float32 and cast"
        case .clipped(let share, let limit):
            "\(Numerals.format(100 * share, digits: 3)) % of the values lie exactly on the bounds ±\(Numerals.six(limit)): "
                + "clipped, not truncated; redraw the values beyond them"
        case .copy(let name): "bit-identical to \(name) or equal to its beginning: drawn from one seed, or copied"
        case .beginning(let name): "begins with all of \(name): drawn from one seed"
        case .sharedStream(let name, let scale, let isTransposed):
            "drawn from the same stream as \(name)" + (isTransposed ? " transposed" : "")
                + (scale.map { ", scaled by \(Numerals.six($0))" } ?? "") + ": give each its own seed"
        case .repeatedSlices(let repeats, let count, let axis):
            "\(repeats) of \(count) \(Self.slices(axis)) repeat another: shards that share a seed"
        case .equalSlices(let count, let axis):
            axis < 0
                ? "\(count) equal tensors: drawn under one seed"
                : "\(count) equal blocks along \(Self.axis(axis)): shards that share a seed; fold the shard's number into it"
        case .blockScales(let ratios, let axis):
            "its \(ratios.count) blocks along \(Self.axis(axis)) have "
                + ratios.map { Numerals.format($0, digits: 3) }.joined(separator: ", ")
                + " times the claimed standard deviation: drawn one by one, or scaled apart"
        case .periodic(let period):
            "the values repeat themselves after every \(Numerals.grouped(period)): shards that share a seed"
        case .earlierCopy: "a tensor is bit-identical to an earlier one: drawn from one seed, or copied"
        case .dependent(let dependence): dependence.words
        case .sinusoids:
            "each column is a sinusoid: a table of positions that was not drawn; skip it"
        case .otherZeros(let count, let line, let zeros):
            "\(count) \(line == .column ? "columns" : "rows") without exactly \(zeros) zeros, or impossible values"
        case .arrangedZeros: "the zeros do not lie at random places"
        case .offCentre: "values off the kernel's centre are not 0"
        case .notOrthonormal(let error):
            error.map {
                "the columns are orthonormal up to errors of \(Numerals.format($0, digits: 2)) of the squared gain"
            } ?? "the columns are not orthonormal"
        case .otherGain(let gain, let claimed):
            "orthonormal, of gain \(Numerals.six(gain)) where \(Numerals.six(claimed)) is claimed"
        case .stackedBlocks(let count, let gain):
            "\(count) orthonormal blocks of gain \(Numerals.six(gain)), stacked: each was drawn by itself, as the gates of a "
                + "recurrent layer are; claim the blocks as parts"
        case .unfairSigns: "the signs are not fair: QR whose signs were not fixed, so not Haar's law"
        case .notHaar(let frame): "orthonormal, but not Haar's law" + (frame.map { ": \($0.words)" } ?? "")
        case .law(let alternative, let isSure):
            alternative.law.verb(isSure: isSure) + "\(alternative.law.shortWords): \(alternative.reason(in: finding))"
        case .family(let law, let ratio, let isAmbiguous):
            "\(law.shortWords), as estimated"
                + (ratio.map { Self.scale($0, law, isAmbiguous, finding) } ?? "")
        case .unknownLaw(let kurtosis, let ratio):
            "no law of the catalogue fits: it looks trained, or mixed (variance \(Numerals.format(ratio, digits: 3)) of the "
                + "claim, excess kurtosis \(Numerals.format(kurtosis, digits: 2)))"
        }
    }

    // MARK: - Implementation

    private static func counted(_ n: UInt64, _ one: String, _ several: String) -> String {
        n == 1 ? "1 \(one)" : "\(n) \(several)"
    }

    /// How the standard deviation compares with the claim's.
    private static func scale(
        _ ratio: ClosedRange<Double>,
        _ law: ClaimedLaw,
        _ isAmbiguous: Bool,
        _ finding: Finding
    ) -> String {
        let (low, high) = (Numerals.format(ratio.lowerBound, digits: 4), Numerals.format(ratio.upperBound, digits: 4))
        if ratio.contains(1), let mean = try? law.distribution().mean, let claimed = finding.distribution,
            abs(mean - claimed.mean) > 1e-3 * claimed.standardDeviation
        {
            let shift = Numerals.format((mean - claimed.mean) / claimed.standardDeviation, digits: 3)
            return ": the mean is off by \(shift) standard deviations, and the standard deviation is the claim's"
        }
        return ratio.contains(1)
            ? ": the standard deviation is the claim's, up to \(Numerals.percent(max(ratio.upperBound - 1, 1 - ratio.lowerBound)))"
            : ": its standard deviation is \(low == high ? low : "\(low) to \(high)") times the claim's, "
                + (isAmbiguous ? "too few values to tell which mistake made it" : "which no known mistake explains")
    }

    /// Rows or columns of a matrix, or slices along another axis, in words.
    private static func lines(_ filling: Filling, _ axis: Int, _ ranges: [ClosedRange<Int>], of size: Int) -> String {
        let count = ranges.reduce(0) { $0 + $1.count }
        let shown = ranges.prefix(3).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
        let name = axis == 0 ? "row" : axis == 1 ? "column" : "slice"
        let place = axis > 1 ? " along axis \(axis)" : ""
        let list = shown.joined(separator: ", ") + (ranges.count > 3 ? ", … (\(count) in all)" : "")
        let subject = count == 1 ? "\(name) \(list)\(place)" : "\(name)s \(list)\(place)"
        let what = count == 1 ? filling.words : filling.plural
        guard filling == .zeros else { return "\(subject) of \(size) \(what)" }
        let reason =
            count == 1 && axis == 0
            ? "a padding row? say so with padding_idx \(ranges[0].lowerBound)" : "never initialised"
        return "\(subject) of \(size) \(what): \(reason)"
    }

    private static func axis(_ axis: Int) -> String {
        switch axis {
        case 0: "the first axis (axis 0)"
        case 1: "the second axis (axis 1)"
        default: "axis \(axis)"
        }
    }

    private static func slices(_ axis: Int) -> String { axis < 0 ? "tensors" : "blocks along \(Self.axis(axis))" }
}

extension Diagnosis.Filling {
    fileprivate var words: String {
        switch self {
        case .zeros: "is 0"
        case .notFinite: "is NaN or infinite"
        case .garbage(let largest): "is memory that nobody wrote (numbers like \(Numerals.format(largest, digits: 2)))"
        }
    }

    fileprivate var plural: String {
        switch self {
        case .zeros: "are 0"
        case .notFinite: "are NaN or infinite"
        case .garbage(let largest): "are memory that nobody wrote (numbers like \(Numerals.format(largest, digits: 2)))"
        }
    }
}

extension Diagnosis.Dependence {
    fileprivate var words: String {
        switch self {
        case .sortedRows: "each row is in increasing order: sorted after it was drawn"
        case .alternatingSigns: "the signs alternate from value to value"
        case .rows: "the values of a row go together: they are not independent draws"
        case .columns: "the values of a column go together: they are not independent draws"
        case .neighbours: "neighbours depend on one another"
        case .triples: "three neighbours depend on one another, as in a weak generator"
        case .otherTensor: "the values follow those of another tensor, place by place: drawn from the same stream"
        case .other: "each value by itself conforms; together they are not independent draws"
        }
    }
}

extension Diagnosis.Frame {
    fileprivate var words: String {
        switch self {
        case .hadamard: "all entries are of one size, as in a Hadamard matrix"
        case .sinusoids: "its rows or columns are sinusoids, as in a cosine transform"
        case .constantColumn:
            "its first column is nearly constant: QR of values not centred on 0; decompose normal draws"
        }
    }
}
