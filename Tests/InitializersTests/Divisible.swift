import Testing

import Initializers

/// Expects that a tensor drawn in parts of any size is the tensor drawn at once.
func expectDivisible(_ initializer: some Initializer, _ shape: [Int]) throws {
    let whole = try initializer(shape: shape, as: Float.self).scalars
    for step in [1, 3, 7, 16, 50, whole.count] {
        var offset = 0
        while offset < whole.count {
            var part = [Float](repeating: .nan, count: min(step, whole.count - offset))
            var span = part.mutableSpan
            try initializer.fill(&span, shape: shape, startingAt: offset)
            #expect(part == Array(whole[offset..<(offset + part.count)]), "\(initializer) \(offset) \(step)")
            offset += part.count
        }
    }
}
