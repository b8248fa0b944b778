/// Initializers of TensorFlow 1 whose defaults differ from TensorFlow 2's.
public enum TensorFlow1 {}
