/// The fillers of Caffe, under its names and with its numbers.
///
/// Blobs are `[out, in, height, width]`. Source: `include/caffe/filler.hpp`.
public enum Caffe {}
