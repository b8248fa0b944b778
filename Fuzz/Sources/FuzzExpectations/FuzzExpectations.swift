import Conformance
import FuzzSupport
import RulesFile

/// Reads a file of expectations.
///
/// An error is fine if it has a message. Anything else ends the process.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    do throws(ExpectationsError) {
        let expectations = try ExpectationsFile.parse(input(start, count), path: "rules.yaml")
        precondition(!expectations.rules.isEmpty)
    } catch {
        precondition(error.description.hasPrefix("rules.yaml") && !error.problem.isEmpty)
    }
    return 0
}
