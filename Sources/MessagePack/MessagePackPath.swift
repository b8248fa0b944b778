/// The keys on the way to a value. They become an array only when asked for, which is when something is wrong.
indirect enum MessagePackPath {
    case root
    case step(MessagePackPath, any CodingKey)

    /// The outermost first.
    var keys: [any CodingKey] {
        var keys: [any CodingKey] = []
        var path = self
        while case .step(let parent, let key) = path {
            keys.append(key)
            path = parent
        }
        return keys.reversed()
    }
}
