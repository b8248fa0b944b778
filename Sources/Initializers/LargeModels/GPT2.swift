/// The initial weights of GPT-2.
///
/// Source: Radford, Wu, Child, Luan, Amodei and Sutskever, *Language models are unsupervised multitask learners*, 2019,
/// section 2.3, and its released code (standard deviation 0.02 for every matrix; positions 0.01).
public enum GPT2 {}
