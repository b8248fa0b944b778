internal import CStreams

extension InstructionSet {
    /// The loops of the frameworks' streams for these instructions.
    var streams: glorot_streams {
        #if arch(x86_64)
            switch name {
            case "avx512": if let table = glorot_streams_avx512() { return table.pointee }
            case "avx2": if let table = glorot_streams_avx2() { return table.pointee }
            default: break
            }
        #endif
        return glorot_streams_portable().pointee
    }
}
