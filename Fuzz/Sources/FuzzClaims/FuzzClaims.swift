import Claims
import Stats

/// Reads a claim and its laws for tensors of several shapes.
///
/// An error is fine if it has a message. Anything else ends the process.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do throws(ClaimError) {
        let claim = try Claim(text)
        precondition(claim.text == text && !claim.source.isEmpty)
        for shape in [[], [7], [16, 4], [8, 4, 3, 3], [0, 5], [1 << 31, 1 << 31]] {
            do throws(ClaimError) {
                let law = try claim.law(of: shape)
                guard let distribution = try? law.distribution() else { continue }
                precondition(distribution.variance >= 0)
            } catch {
                precondition(!error.description.isEmpty)
            }
        }
    } catch {
        precondition(!error.description.isEmpty)
    }
    return 0
}
