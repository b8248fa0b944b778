/// A dictionary that can be written in the order of its keys. Its own order differs from run to run.
protocol MessagePackSorted {
    func encodeSorted(to node: MessagePackNode) throws
}

extension Dictionary: MessagePackSorted where Key == String, Value: Encodable {
    func encodeSorted(to node: MessagePackNode) throws {
        node.require(.map)
        for key in Array(keys).sorted() {
            guard let value = self[key] else { continue }
            try node.add(at: MessagePackKey.name(key)).set(value)
        }
    }
}
