/// Where the closed forms are stated, in the short form of the report's list of references.
enum Source {
    static let glorot12 = "Glorot & Bengio 2010, eq. 12"
    static let glorot16 = "Glorot & Bengio 2010, eq. 16"
    static let he10 = "He et al. 2015, eq. 10"
    static let leCun = "LeCun et al. 1998, eq. 16"
    static let keras = "Keras documentation, initializers"
    static let torch = "PyTorch documentation, torch.nn.init"
    static let jax = "JAX documentation, jax.nn.initializers"
    static let mlx = "MLX documentation, mlx.nn.init"
    static let tensorflow1 = "TensorFlow 1.15 documentation"
    static let tensorflow2 = "TensorFlow 2 documentation"
    static let contrib = "TensorFlow 1.15, contrib/layers/python/layers/initializers.py"
    static let prettyTensor = "PrettyTensor 0.7.4, layers.py, xavier_init"
    static let caffe = "Caffe, filler.hpp"
    static let tutorials = "LISA lab, Deep Learning Tutorials 0.1, mlp.py"
    static let definition = "by definition"
}
