/// The initial weights of T5 in its first version, made so that attention needs no scaling of its logits.
///
/// Source: Raffel and others, *Exploring the limits of transfer learning with a unified text-to-text transformer*, JMLR
/// 21 (2020); the numbers are Mesh TensorFlow's, and stand in Hugging Face's `T5PreTrainedModel`.
public enum T5 {}
