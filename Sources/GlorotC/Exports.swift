public import CGlorot
internal import Claims
internal import Conformance
internal import Initializers
internal import Report
internal import RulesFile
internal import Stats
internal import WeightFiles

// The functions of glorot.h, which documents them. Nothing is decided here.

@c @implementation
public func glorot_version() -> UnsafePointer<CChar>? { UnsafePointer(version) }

@c @implementation
public func glorot_interface() -> Int32 { GLOROT_INTERFACE }

@c @implementation
public func glorot_verify(
    _ tensors: UnsafePointer<glorot_tensor>?,
    _ count: Int,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
    answer(to: result) { try Calls.verify(tensors, count, options) }
}

@c @implementation
public func glorot_identify(
    _ tensors: UnsafePointer<glorot_tensor>?,
    _ count: Int,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
    answer(to: result) { try Calls.identify(tensors, count, options) }
}

@c @implementation
public func glorot_explain(_ options: UnsafePointer<CChar>?, _ result: UnsafeMutablePointer<OpaquePointer?>?) -> Int32 {
    answer(to: result) { try Calls.explain(options) }
}

@c @implementation
public func glorot_list(_ options: UnsafePointer<CChar>?, _ result: UnsafeMutablePointer<OpaquePointer?>?) -> Int32 {
    answer(to: result) { try Calls.list(options) }
}

@c @implementation
public func glorot_draw(
    _ tensor: UnsafePointer<glorot_tensor>?,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
    answer(to: result) { try Calls.draw(tensor, options) }
}

@c @implementation
public func glorot_summarize(
    _ store: UnsafePointer<glorot_store>?,
    _ options: UnsafePointer<CChar>?,
    _ result: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
    answer(to: result) { try Calls.summarize(store, options) }
}

@c @implementation
public func glorot_reply_set(_ reply: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ length: Int) {
    guard let reply, let text, length >= 0 else { return }
    let bytes = UnsafeBufferPointer(start: text, count: length).map { UInt8(bitPattern: $0) }
    Unmanaged<Reply>.fromOpaque(UnsafeRawPointer(reply)).takeUnretainedValue().bytes = bytes
}

@c @implementation
public func glorot_result_text(
    _ result: OpaquePointer?,
    _ format: UnsafePointer<CChar>?,
    _ length: UnsafeMutablePointer<Int>?
) -> UnsafeMutablePointer<CChar>? {
    guard let result, let format, let name = String(validatingCString: format) else { return nil }
    let answer = Unmanaged<Answer>.fromOpaque(UnsafeRawPointer(result)).takeUnretainedValue()
    return answer.withBytes(in: name) { bytes in
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        for index in bytes.indices { copy[index] = CChar(bitPattern: bytes[index]) }
        copy[bytes.count] = 0
        length?.pointee = bytes.count
        return copy
    }
}

@c @implementation
public func glorot_result_free(_ result: OpaquePointer?) {
    if let result { Unmanaged<Answer>.fromOpaque(UnsafeRawPointer(result)).release() }
}

@c @implementation
public func glorot_free(_ text: UnsafeMutablePointer<CChar>?) { text?.deallocate() }

// MARK: - Implementation

/// The version as a C string; never freed.
private nonisolated(unsafe) let version: UnsafeMutablePointer<CChar> = {
    let bytes = Array(ToolVersion.text.utf8CString)
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    text.initialize(from: bytes, count: bytes.count)
    return text
}()

/// Makes a call and hands over its answer.
private func answer(
    to result: UnsafeMutablePointer<OpaquePointer?>?,
    _ call: () throws -> Calls.Outcome
) -> Int32 {
    let (status, answer) = ForkedProcess.call { () -> Calls.Outcome in
        do {
            return try call()
        } catch {
            let status = Calls.status(of: error)
            return (status, Answer(failed: "\(error)", status: status))
        }
    }
    result?.pointee = OpaquePointer(Unmanaged.passRetained(answer).toOpaque())
    return status
}

extension Calls {
    /// The status of an error.
    fileprivate static func status(of error: any Error) -> Int32 {
        switch error {
        case is ClaimError, is InitializerError, is DistributionError, is QuestionError, is UnknownFramework,
            is ExpectationsError, is GlobError, CallError.options:
            ExitStatus.usage
        case CallError.tensor: ExitStatus.malformed
        case let error as WeightFileError: ExitStatus.of(error)
        default: ExitStatus.internalError
        }
    }
}
