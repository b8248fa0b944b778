/// The names of tensors as messages tell them apart: preceded by the file if a name occurs in several files.
package func distinctLabels(of tensors: [(file: String, name: String)]) -> [String] {
    var files: [String: String] = [:]
    var ambiguous: Set<String> = []
    for tensor in tensors {
        if let file = files.updateValue(tensor.file, forKey: tensor.name), file != tensor.file {
            ambiguous.insert(tensor.name)
        }
    }
    return tensors.map { ambiguous.contains($0.name) ? "\($0.file): \($0.name)" : $0.name }
}
