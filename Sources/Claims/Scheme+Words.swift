extension Scheme {
    /// The words of the last part of the name, in lower case: glorot and normal for keras.GlorotNormal, xavier and
    /// uniform for XAVIER_UNIFORM.
    package var nameWords: [String] {
        let name = Array(name.split(separator: ".").last ?? "")
        var words: [String] = []
        for (place, letter) in name.enumerated() {
            guard letter.isLetter || letter.isNumber else {
                words.append("")
                continue
            }
            // A word begins with a capital that follows a lower-case letter or precedes one: MSRAPrelu.
            let follows = place > 0 && !name[place - 1].isUppercase
            let leads = place > 0 && place + 1 < name.count && name[place + 1].isLowercase
            if words.isEmpty || letter.isUppercase && (follows || leads) { words.append("") }
            words[words.count - 1] += letter.lowercased()
        }
        return words.filter { !$0.isEmpty }
    }
}
