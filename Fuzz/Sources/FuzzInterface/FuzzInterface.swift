import CGlorot
import FuzzSupport
import GlorotC

/// Calls the C interface.
///
/// The first bytes choose the function, and the types and shapes of up to three tensors. Then come the options up to a
/// zero byte, and then the values. An error is fine if it has a message. Anything else ends the process.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    guard bytes.count > 12 else { return 0 }
    let end = bytes[12...].firstIndex(of: 0) ?? bytes.endIndex
    let options = bytes[12..<end].map { CChar(bitPattern: $0) } + [0]
    let given = Array(bytes[end...].dropFirst())
    let sizes: [Int] = [0, 1, 2, 4, 8, 1, 1, 2, 4, 8, 1, 2, 4, 8]
    var memory: [UnsafeMutableRawBufferPointer] = []
    var shapes: [UnsafeMutableBufferPointer<Int64>] = []
    defer {
        memory.forEach { $0.deallocate() }
        shapes.forEach { $0.deallocate() }
    }
    var tensors: [glorot_tensor] = []
    for place in 0..<Int(bytes[0] >> 4 & 3) {
        let (type, rank) = (Int(bytes[1 + 3 * place] % 16), Int(bytes[2 + 3 * place] % 4))
        let side = bytes[3 + 3 * place]
        let shape = UnsafeMutableBufferPointer<Int64>.allocate(capacity: max(rank, 1))
        for axis in 0..<max(rank, 1) { shape[axis] = Int64(side >> (2 * axis) & 15) }
        shapes.append(shape)
        let length = shape.prefix(rank).reduce(1) { $0 * Int($1) }
        let size = length * (sizes.indices.contains(type) ? sizes[type] : 1)
        // The sanitizer finds reads and writes beyond it.
        let values = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
        for index in values.indices { values[index] = given.isEmpty ? 0 : given[index % given.count] }
        memory.append(values)
        // One in sixteen lies about its size.
        let told = side == 0xFF ? size + 1 : size
        let steps = bytes[0] & 8 == 0 ? nil : UnsafePointer(shape.baseAddress)
        tensors.append(
            glorot_tensor(
                name: nil,
                values: values.baseAddress.map { UnsafeRawPointer($0) },
                size: told,
                shape: UnsafePointer(shape.baseAddress),
                rank: Int32(rank),
                type: Int32(type),
                strides: steps
            )
        )
    }
    var result: OpaquePointer?
    let status =
        switch bytes[0] % 8 {
        case 0, 1, 2: glorot_verify(tensors, tensors.count, options, &result)
        case 3: glorot_identify(tensors, tensors.count, options, &result)
        case 4: glorot_explain(options, &result)
        case 5: glorot_list(options, &result)
        case 7: summarize(given, options, &result)
        default: glorot_draw(tensors, options, &result)
        }
    for format in [["text", "json", "markdown", "junit", "html", "summary"][Int(bytes[11] % 6)], "none"] {
        var length = 0
        guard let text = glorot_result_text(result, format, &length) else { continue }
        precondition(format != "none" && text[length] == 0 && (status < 64 || length > 0 || format == "text"))
        glorot_free(text)
    }
    glorot_result_free(result)
    return 0
}

/// Summarizes a store where every location is a file with the same bytes, except one that is a folder of such files.
private func summarize(_ bytes: [UInt8], _ options: [CChar], _ result: inout OpaquePointer?) -> Int32 {
    bytes.withUnsafeBytes { bytes in
        withUnsafePointer(to: bytes) { content in
            var store = glorot_store(
                context: UnsafeMutableRawPointer(mutating: content),
                look_up: { context, location, reply in
                    guard let location, location.pointee != CChar(UInt8(ascii: "/")) else { return -2 }
                    guard location.pointee != CChar(UInt8(ascii: "d")) || location[1] != 0 else {
                        let names = Array("model.safetensors\0config.json\0".utf8CString.dropLast())
                        glorot_reply_set(reply, names, names.count)
                        return -1
                    }
                    return Int64(context.map { $0.load(as: UnsafeRawBufferPointer.self).count } ?? 0)
                },
                read: { context, _, offset, buffer, count, _ in
                    guard let content = context?.load(as: UnsafeRawBufferPointer.self), let buffer,
                        let start = content.baseAddress,
                        offset >= 0, Int(offset) <= content.count - count
                    else { return 1 }
                    buffer.copyMemory(from: start + Int(offset), byteCount: count)
                    return 0
                }
            )
            return glorot_summarize(&store, options, &result)
        }
    }
}
