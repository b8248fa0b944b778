/// Initial weights under the maximal update parametrization, muP, whose hyperparameters hold for every width.
///
/// Learning rates are scaled along with the weights, which is the optimizer's part. Fans are those of the layer itself.
/// Source: Yang, Hu and others, *Tensor programs V: Tuning large neural networks via zero-shot hyperparameter
/// transfer*, NeurIPS 2021, arXiv 2203.03466, table 3.
public enum MaximalUpdate {}
