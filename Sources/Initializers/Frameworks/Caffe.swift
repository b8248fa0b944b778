/// The fillers of Caffe, under its names and with its numbers.
///
/// Blobs are `[out, in, height, width]`. Source: `include/caffe/filler.hpp`.
public enum Caffe {
    /// `[out, in, height, width]`.
    public enum BlobLayout: NamedLayout {
        public static let layout = Layout.outputInput
    }

    /// Caffe's `xavier` filler: `U(-l, l)` with `l = sqrt(3 / n)`, variance `1 / n`, where `n` is the fan in unless you
    /// ask for another.
    public typealias XavierFiller = NamedScaling<LeCunVariance, UniformLaw, BlobLayout>

    /// Caffe's `msra` filler: `N(0, 2 / n)`, not truncated, where `n` is the fan in unless you ask for another.
    public typealias MSRAFiller = NamedScaling<HeVariance, NormalLaw, BlobLayout>
}

extension NamedScaling where Convention == Caffe.BlobLayout {
    /// The filler that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - varianceNorm: Caffe's `variance_norm`: which fan the variance is divided by.
    public init(key: Key, varianceNorm: VarianceScaling.Mode) {
        self.init(key, mode: varianceNorm)
    }

    /// The filler that draws with the key of a seed.
    public init(seed: UInt64, varianceNorm: VarianceScaling.Mode) {
        self.init(Key(seed: seed), mode: varianceNorm)
    }
}
