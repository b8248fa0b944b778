public import Claims
public import NumberTypes
public import Stats

/// What a deviating tensor is instead, as far as it was tested.
///
/// A finding has a list of them, and the first says most. If it is the structure, a diagnosis of the other values
/// follows. If several laws conform and the sample cannot tell them apart, all are listed, the simplest first.
public enum Diagnosis: Hashable, Codable, Sendable {
    // MARK: Chance

    /// The claim itself is not rejected at this level; only the larger level that was asked for rejects it.
    case chance(level: Double)

    // MARK: Values that are not draws

    /// No value is a number.
    case noNumber

    /// No value is finite.
    case noFiniteValue

    /// This many values are NaN or infinite; the place of the first.
    case notFinite(UInt64, first: [Int])

    /// Every value is this one.
    case constant(Double)

    /// This many values are not the one that all should be.
    case otherValues(UInt64, expected: Double)

    /// This many values differ from the claimed pattern.
    case otherPattern(UInt64)

    /// This value in the second of four equal parts and 0 elsewhere: the bias of an LSTM's forget gate.
    case forgetGate(Double)

    /// Every row along the last axis holds the logarithms of 1 to this number.
    case logarithms(Int)

    /// Some of the lines along an axis are 0 or hold what nobody wrote.
    case lines(Filling, axis: Int, [ClosedRange<Int>], of: Int)

    /// A box is 0 or holds what nobody wrote: a range along each axis.
    case box(Filling, [ClosedRange<Int>])

    /// Values that follow each other in the order of the file are 0 or hold what nobody wrote.
    case run(Filling, ClosedRange<Int>, of: Int)

    /// This many values, scattered, are 0 or hold what nobody wrote.
    case scattered(Filling, Int, of: Int)

    /// The bits of the values, read as another type or in the other byte order, conform to the claim.
    case otherType(NumberType, isSwapped: Bool)

    /// The other values conform to the claim.
    case restConforms

    /// This many values lie where the claim has none; the largest, its distance from the mean in the claim's standard
    /// deviations, and its place. The others conform.
    case outliers(Int, largest: Double, deviations: Double, place: [Int])

    /// This many values of a law truncated at two standard deviations lie beyond its bounds, as often as four draws in
    /// a row do; the largest, its distance from the mean in the parent's standard deviations, and its place. The others
    /// conform.
    case lastResort(Int, largest: Double, deviations: Double, place: [Int])

    /// This many values lie beyond the bounds of the law that was named before, and the others follow it; the largest,
    /// its distance from the mean in the parent's standard deviations, its place, and whether they are as many as Keras
    /// on PyTorch leaves there.
    case besides(Int, largest: Double, deviations: Double, place: [Int], isLastResort: Bool)

    /// This many values lie outside the claimed law's support.
    case impossible(UInt64)

    /// One value occurs this many times among draws of a continuous law.
    case repeatedValue(Double, Int)

    /// Only this many different values occur: a grid that is coarser than the type's.
    case grid(levels: Int)

    /// Of the type's values that ought to occur, only this share does.
    case fewLevels(share: Double)

    /// This share of the values lies exactly on the bounds -limit and limit; those within follow the claim.
    case clipped(share: Double, limit: Double)

    // MARK: Copies and dependence

    /// Equal to the bit to the tensor of this name, or its beginning.
    case copy(of: String)

    /// Begins with all of the tensor of this name.
    case beginning(with: String)

    /// Drawn from the same stream as the tensor of this name: its values are the other's times a scale, or a function
    /// of them.
    case sharedStream(with: String, scale: Double?, isTransposed: Bool)

    /// This many of the slices or blocks along an axis repeat another one.
    case repeatedSlices(Int, of: Int, axis: Int)

    /// This many slices or blocks along an axis are equal.
    case equalSlices(Int, axis: Int)

    /// Each of some equal blocks along an axis follows the claim but for its scale: their standard deviations over the
    /// claimed one.
    case blockScales([Double], axis: Int)

    /// The values repeat after this many.
    case periodic(Int)

    /// One of several tensors is equal to the bit to an earlier one.
    case earlierCopy

    /// Each value by itself conforms to the claim, but together they depend on one another in this way.
    case dependent(Dependence)

    /// Each column is a sinusoid: a table that nothing was drawn for.
    case sinusoids

    // MARK: Structured tensors

    /// This many lines do not have exactly this many zeros, or have impossible values.
    case otherZeros(UInt64, line: SparseBattery.Line, zeros: Int)

    /// The zeros do not lie at random places.
    case arrangedZeros

    /// Values off the kernel's centre are not 0.
    case offCentre

    /// The columns are not orthonormal: the largest error of their products, relative to the squared gain; nil where no
    /// gain comes close.
    case notOrthonormal(error: Double?)

    /// Orthonormal except for another gain.
    case otherGain(Double, claimed: Double)

    /// This many orthonormal blocks of this gain, side by side along the first or the last axis.
    case stackedBlocks(Int, gain: Double)

    /// The signs of an orthogonal matrix are not fair.
    case unfairSigns

    /// Orthonormal, but not uniformly distributed among such matrices.
    case notHaar(Frame?)

    // MARK: Laws

    /// Another law, which conforms; how sure it is that no other law does.
    case law(Alternative, isSure: Bool)

    /// No known law conforms, but the family does: the law with estimated parameters; the ratio of its standard
    /// deviation to the claim's, as an interval of confidence 0.999; and whether too many known mistakes lie in it.
    case family(ClaimedLaw, ratio: ClosedRange<Double>?, isAmbiguous: Bool)

    /// No law of the catalogue fits; the excess kurtosis, and the ratio of the variance to the claim's.
    case unknownLaw(excessKurtosis: Double, ratio: Double)

    /// What stands where draws should be.
    public enum Filling: Hashable, Codable, Sendable {
        case zeros

        /// NaN or infinities.
        case notFinite

        /// Numbers of a size that no draw has, up to this one.
        case garbage(Double)
    }

    /// How values depend on one another.
    public enum Dependence: Hashable, Codable, Sendable {
        /// Each row is in increasing order.
        case sortedRows

        /// Signs alternate.
        case alternatingSigns

        /// Rows, columns, neighbours, triples of neighbours.
        case rows, columns, neighbours, triples

        /// Place by place with another tensor: one stream was used for both.
        case otherTensor

        /// In another way.
        case other
    }

    /// The form of an orthonormal matrix that was not drawn as it should be.
    public enum Frame: Hashable, Codable, Sendable {
        /// All entries are of one size.
        case hadamard

        /// The columns are sinusoids, like those of a discrete cosine transform.
        case sinusoids

        /// The first column is nearly constant: the decomposed values were not about 0.
        case constantColumn
    }

    /// Whether another tensor has its values or its stream.
    var isShared: Bool {
        switch self {
        case .copy, .beginning, .sharedStream: true
        default: false
        }
    }

    /// The diagnosis' name in documents, which does not change from version to version.
    public var code: String {
        switch self {
        case .chance: "chance"
        case .noNumber: "no-number"
        case .noFiniteValue: "no-finite-value"
        case .notFinite: "not-finite"
        case .constant: "constant"
        case .otherValues: "other-values"
        case .otherPattern: "other-pattern"
        case .forgetGate: "forget-gate"
        case .logarithms: "logarithms"
        case .lines(.zeros, _, _, _), .box(.zeros, _), .run(.zeros, _, _), .scattered(.zeros, _, _): "zeros"
        case .lines(.notFinite, _, _, _), .box(.notFinite, _), .run(.notFinite, _, _), .scattered(.notFinite, _, _):
            "not-finite"
        case .lines, .box, .run, .scattered: "unwritten-memory"
        case .otherType: "other-type"
        case .restConforms: "rest-conforms"
        case .outliers: "outliers"
        case .lastResort, .besides(_, _, _, _, true): "not-drawn-again"
        case .besides: "outliers"
        case .impossible: "outside-support"
        case .repeatedValue: "repeated-value"
        case .grid: "coarse-grid"
        case .fewLevels: "few-levels"
        case .clipped: "clipped"
        case .copy: "copy"
        case .beginning: "beginning"
        case .sharedStream: "shared-stream"
        case .repeatedSlices: "repeated-slices"
        case .equalSlices: "equal-slices"
        case .blockScales: "block-scales"
        case .periodic: "periodic"
        case .earlierCopy: "earlier-copy"
        case .dependent(let dependence): dependence.code
        case .sinusoids: "sinusoids"
        case .otherZeros: "other-zeros"
        case .arrangedZeros: "arranged-zeros"
        case .offCentre: "off-centre"
        case .notOrthonormal: "not-orthonormal"
        case .otherGain: "other-gain"
        case .stackedBlocks: "stacked-blocks"
        case .unfairSigns: "unfair-signs"
        case .notHaar: "not-haar"
        case .law(let alternative, _): alternative.change.code
        case .family: "other-parameters"
        case .unknownLaw: "unknown-law"
        }
    }
}

extension Diagnosis.Dependence {
    fileprivate var code: String {
        switch self {
        case .sortedRows: "sorted-rows"
        case .alternatingSigns: "alternating-signs"
        case .rows: "dependent-rows"
        case .columns: "dependent-columns"
        case .neighbours: "dependent-neighbours"
        case .triples: "dependent-triples"
        case .otherTensor: "shared-stream"
        case .other: "dependent-values"
        }
    }
}
