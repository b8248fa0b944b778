/// Names that are given once: of figures, and of headings for links within a page.
struct UniqueNames {
    private var taken: Set<String> = []

    /// The name; if it is taken, the name and the first number from 2 on that is free.
    mutating func take(_ name: String) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name)-\(number)"
            number += 1
        }
        return candidate
    }
}
