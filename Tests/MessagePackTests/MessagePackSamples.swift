/// A value with everything that Codable makes of a structure, and the same as Python writes it.
struct MessagePackSample: Codable, Equatable, Sendable {
    struct Part: Codable, Equatable, Sendable {
        var seed: UInt64
        var values: [Double]
    }

    enum Kind: Codable, Equatable, Sendable {
        case normal(mean: Double, deviation: Double)
        case constant(Int)
        case none
        indirect case scaled(Kind, by: Float)
    }

    var name: String
    var shape: [Int]
    var scale: Double
    var ratio: Double??
    var digest: [UInt8]
    var isFitted: Bool
    var counts: [String: Int]
    var kind: Kind
    var other: Kind
    var last: Kind
    var parts: [Part]

    static let sample = Self(
        name: "layer.0.weight",
        shape: [64, 128],
        scale: 0.125,
        // Python's None is written; a nil of one level would be left out.
        ratio: .some(nil),
        digest: [0, 1, 254, 255],
        isFitted: true,
        counts: ["b": -2, "a": 1],
        kind: .normal(mean: -0.0, deviation: .infinity),
        other: .constant(300),
        last: .none,
        parts: [Part(seed: .max, values: [0.5, -1.5]), Part(seed: 0, values: [])]
    )

    /// Python's msgpack 1.2.4: msgpack.packb({"name": "layer.0.weight", "shape": [64, 128], "scale": 0.125, "ratio":
    /// None, "digest": bytes([0, 1, 254, 255]), "isFitted": True, "counts": {"a": 1, "b": -2}, "kind": {"normal":
    /// {"mean": -0.0, "deviation": math.inf}}, "other": {"constant": {"_0": 300}}, "last": {"none": {}}, "parts":
    /// [{"seed": 2**64 - 1, "values": [0.5, -1.5]}, {"seed": 0, "values": []}]})
    static let packed = bytes(
        """
        8ba46e616d65ae6c617965722e302e776569676874a573686170659240cc80a57363616c65cb3fc0000000000000a5726174696fc0\
        a6646967657374c4040001feffa86973466974746564c3a6636f756e747382a16101a162fea46b696e6481a66e6f726d616c82a46d\
        65616ecb8000000000000000a9646576696174696f6ecb7ff0000000000000a56f7468657281a8636f6e7374616e7481a25f30cd01\
        2ca46c61737481a46e6f6e6580a570617274739282a473656564cfffffffffffffffffa676616c75657392cb3fe0000000000000cb\
        bff800000000000082a47365656400a676616c75657390
        """
    )
}

/// Whatever a document holds, read level by level.
indirect enum AnyMessagePack: Decodable {
    case none
    case scalar
    case list([Self])
    case map([String: Self])

    init(from decoder: any Decoder) throws {
        if let map = try? decoder.container(keyedBy: Key.self) {
            var values: [String: Self] = [:]
            for key in map.allKeys { values[key.stringValue] = try map.decode(Self.self, forKey: key) }
            self = .map(values)
        } else if var list = try? decoder.unkeyedContainer() {
            var values: [Self] = []
            while !list.isAtEnd { values.append(try list.decode(Self.self)) }
            self = .list(values)
        } else {
            let single = try decoder.singleValueContainer()
            if single.decodeNil() {
                self = .none
            } else {
                let isScalar =
                    (try? single.decode(Bool.self)) != nil || (try? single.decode(Int64.self)) != nil
                    || (try? single.decode(UInt64.self)) != nil || (try? single.decode(Double.self)) != nil
                    || (try? single.decode(String.self)) != nil || (try? single.decode([UInt8].self)) != nil
                guard isScalar else {
                    throw DecodingError.dataCorruptedError(in: single, debugDescription: "found a value of no kind")
                }
                self = .scalar
            }
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

/// Bytes from pairs of hexadecimal digits.
func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
