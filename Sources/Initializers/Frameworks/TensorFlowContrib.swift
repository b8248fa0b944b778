/// The initializers of TensorFlow 1's `tf.contrib.layers`.
///
/// Source: `tensorflow/contrib/layers/python/layers/initializers.py`, TensorFlow 1.15.
public enum TensorFlowContrib {}
