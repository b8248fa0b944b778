/// The initializers of `jax.nn.initializers`, under its names and with its numbers.
///
/// The laws are Keras', but a shape must have the axes that the fans are read from: vectors and scalars are errors.
public enum JAX {}
