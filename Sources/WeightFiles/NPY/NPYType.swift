internal import NumberTypes

/// What a .npy header's `descr` says about the elements.
struct NPYType {
    /// The type; nil where it is not one of floating-point numbers of 16, 32 or 64 bits, of integers or of booleans.
    let type: NumberType?

    let isBigEndian: Bool

    /// Bytes of one element; nil where only NumPy could tell.
    let size: Int?

    /// What the type is, in words, where it cannot be read.
    let meaning: String

    /// Whether `type` is what the caller says, since the file does not.
    let isTakenOnTrust: Bool

    /// Understands a description such as `<f4`.
    ///
    /// `=`, `|` and no byte order at all mean, as they do to NumPy, that of the machine that reads. `V2` is how NumPy
    /// stores a 16-bit type that it does not know, such as ml_dtypes' bfloat16; the file does not say which one. `<V2` and
    /// `|V2` are little-endian alike.
    ///
    /// - Parameters:
    ///   - description: NumPy's array-interface type string.
    ///   - twoByteVoid: What `V2` is taken for; nil where it shall not be read.
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
