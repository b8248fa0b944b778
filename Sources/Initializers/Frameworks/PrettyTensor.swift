/// The initializers of PrettyTensor 0.7.4. Source: `prettytensor/layers.py`.
public enum PrettyTensor {}
