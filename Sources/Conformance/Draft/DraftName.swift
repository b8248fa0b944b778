/// A tensor's name in parts, so that names that differ only in their numbers can be grouped.
struct DraftName: Hashable {
    /// A part with what stands before it: a dot, a slash, or nothing.
    struct Part: Hashable {
        let separator: String

        /// Its text; a zero byte stands for each of its numbers.
        let text: String

        /// How many numbers it has.
        var numberCount: Int { text.utf8.count { $0 == 0 } }
    }

    /// The parts, from the first on.
    let parts: [Part]

    /// The numbers, as written.
    let numbers: [String]

    init(_ name: String) {
        var parts: [Part] = []
        var numbers: [String] = []
        var (separator, text) = ("", "")
        var isInNumber = false
        for character in name.unicodeScalars {
            if ("0"..."9").contains(character) {
                if isInNumber {
                    numbers[numbers.count - 1].unicodeScalars.append(character)
                } else {
                    numbers.append(String(character))
                    text += "\0"
                }
                isInNumber = true
                continue
            }
            isInNumber = false
            if character == "." || character == "/" {
                parts.append(Part(separator: separator, text: text))
                (separator, text) = (String(character), "")
            } else {
                text.unicodeScalars.append(character)
            }
        }
        parts.append(Part(separator: separator, text: text))
        (self.parts, self.numbers) = (parts, numbers)
    }

    /// How many parts from the end on contain the first number; nil where there is none.
    var depthOfFirstNumber: Int? {
        parts.firstIndex { $0.numberCount > 0 }.map { parts.count - $0 }
    }
}

/// A pattern over names: the last parts of a name, or all of them, with some of the numbers written out.
struct DraftPattern: Hashable {
    /// The parts, from the first on.
    let parts: [DraftName.Part]

    /// Whether nothing comes before the parts.
    let isWhole: Bool

    /// The numbers that are written out, by their index among the numbers of the parts.
    let numbers: [Int: String]

    /// The pattern as a glob: each open number has a name of its own.
    ///
    /// - Parameter isByLayer: whether a claim refers to the first number.
    func text(isByLayer: Bool) -> String {
        guard !parts.isEmpty else { return "*" }
        var words: [String] = []
        var number = 0
        var open = 0
        for part in parts {
            words.append(part.separator)
            for character in part.text.unicodeScalars {
                guard character == "\0" else {
                    words.append("*?[{".unicodeScalars.contains(character) ? "[\(character)]" : String(character))
                    continue
                }
                if let written = numbers[number] {
                    words.append(written)
                } else {
                    words.append(number == 0 && isByLayer ? "{\(DraftStatement.layer)}" : "{\(Self.name(open))}")
                    open += 1
                }
                number += 1
            }
        }
        // If a name is too long for a pattern, its end is taken.
        var length = 1
        let end = words.reversed().prefix { word in
            length += word.utf8.count
            return length <= Glob.lengthLimit
        }
        return (isWhole && end.count == words.count ? "" : "*") + end.reversed().joined()
    }

    private static func name(_ place: Int) -> String {
        let names = ["i", "j", "k"]
        return place < names.count ? names[place] : "n\(place)"
    }
}
