internal import NumberTypes

/// What the `descr` of a .npy header says about the elements.
struct NPYType {
    /// The type; nil unless it is floating-point numbers of 16, 32 or 64 bits, integers or booleans.
    let type: NumberType?

    let isBigEndian: Bool

    /// The bytes of one element; nil if only NumPy could tell.
    let size: Int?

    /// What the type is, in words, if it cannot be read.
    let meaning: String

    /// Whether `type` is the caller's word, because the file does not say.
    let isTakenOnTrust: Bool

    /// Parses a description such as `<f4`.
    ///
    /// `=`, `|` and no byte order at all mean the byte order of the reading machine, as in NumPy. NumPy stores 16-bit
    /// types that it does not know, such as ml_dtypes' bfloat16, as `V2`; the file does not say which type it was.
    /// `<V2` and `|V2` are both little-endian.
    ///
    /// - Parameters:
    ///   - description: NumPy's array-interface type string.
    ///   - twoByteVoid: What `V2` is taken for; nil if it should not be read.
    init(_ description: String, twoByteVoid: NumberType?) {
        var text = Substring(description)
        let order = text.first
        if let order, "<>=|".contains(order) { text.removeFirst() }
        let kind = text.popFirst()
        let size = text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
        isTakenOnTrust = (kind, size) == ("V", 2) && twoByteVoid != nil
        isBigEndian = order == ">" || (order != "<" && kind != "V" && UInt16(1).bigEndian == 1)
        switch (kind, size) {
        case ("f", 2): (type, self.size, meaning) = (.float16, 2, "")
        case ("f", 4): (type, self.size, meaning) = (.float32, 4, "")
        case ("f", 8): (type, self.size, meaning) = (.float64, 8, "")
        case ("V", 2): (type, self.size, meaning) = (twoByteVoid, 2, "two bytes of unknown meaning (bfloat16, perhaps)")
        case ("b", 1): (type, self.size, meaning) = (.bool, 1, "")
        case ("i", 1): (type, self.size, meaning) = (.int8, 1, "")
        case ("i", 2): (type, self.size, meaning) = (.int16, 2, "")
        case ("i", 4): (type, self.size, meaning) = (.int32, 4, "")
        case ("i", 8): (type, self.size, meaning) = (.int64, 8, "")
        case ("u", 1): (type, self.size, meaning) = (.uint8, 1, "")
        case ("u", 2): (type, self.size, meaning) = (.uint16, 2, "")
        case ("u", 4): (type, self.size, meaning) = (.uint32, 4, "")
        case ("u", 8): (type, self.size, meaning) = (.uint64, 8, "")
        case ("f", let size): (type, self.size, meaning) = (nil, size, "floating point of another width")
        case ("i", let size): (type, self.size, meaning) = (nil, size, "integers of another width")
        case ("u", let size): (type, self.size, meaning) = (nil, size, "unsigned integers of another width")
        case ("b", let size): (type, self.size, meaning) = (nil, size, "booleans of another width")
        case ("c", let size): (type, self.size, meaning) = (nil, size, "complex numbers")
        case ("V", let size): (type, self.size, meaning) = (nil, size, "bytes of unknown meaning")
        case ("S", _), ("a", _), ("U", _), ("T", _): (type, self.size, meaning) = (nil, nil, "text")
        case ("O", _): (type, self.size, meaning) = (nil, nil, "Python objects")
        case ("M", _), ("m", _): (type, self.size, meaning) = (nil, nil, "times")
        default: (type, self.size, meaning) = (nil, nil, "a type that NumPy does not document")
        }
    }

    /// Records with fields.
    static var structured: NPYType { NPYType(isBigEndian: false, size: nil, meaning: "records with fields") }

    private init(isBigEndian: Bool, size: Int?, meaning: String) {
        type = nil
        self.isBigEndian = isBigEndian
        self.size = size
        self.meaning = meaning
        isTakenOnTrust = false
    }
}
