internal import NumberTypes
internal import Stats
internal import WeightFiles

extension Finding {
    /// Says what the values are instead, where they deviate; nothing where they can no longer be read.
    ///
    /// - Parameters:
    ///   - reader: the values.
    ///   - resolution: what they are granted.
    ///   - copy: what was found among tensors.
    ///   - configuration: of the model, where it is known.
    mutating func diagnose(
        _ reader: TensorReader,
        resolution: Resolution,
        copy: Diagnosis? = nil,
        configuration: ModelConfiguration? = nil
    ) {
        guard var engine = DiagnosisEngine(self, reader, resolution: resolution) else { return }
        engine.configuration = configuration
        diagnosis = (try? engine.diagnose(copy: copy)) ?? []
    }

    /// The same for values that are drawn again, or gathered again.
    mutating func diagnoseDrawn(resolution: Resolution) {
        guard verdict == .deviates, let source, let reader = try? source(true) else { return }
        diagnose(reader, resolution: resolution)
        // What the whole tensors do not show may be in the rest.
        guard case .dependent? = diagnosis.first, reader.count < count, let all = try? source(false) else { return }
        diagnose(all, resolution: resolution)
    }
}

extension SampleSource<Float> {
    /// The first values, as many as a diagnosis looks at.
    ///
    /// - Parameters:
    ///   - shape: of one tensor.
    ///   - isWhole: whether the last tensor is left out where it is not whole.
    func diagnosed(shape: [Int], isWhole: Bool) throws -> TensorReader {
        let size = max(1, shape.reduce(1, *))
        let limit = min(count, DiagnosisSample.limit)
        let values = try leading(limit < size || !isWhole ? limit : limit / size * size)
        return TensorReader(holding: values, as: .float32, shape: [values.count], name: "draws")
    }
}
