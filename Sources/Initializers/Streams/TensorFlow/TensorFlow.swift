/// TensorFlow's random operations: the numbers that they draw for a seed.
public enum TensorFlow {}
