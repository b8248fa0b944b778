"""The closed form of every claim in manifest.json that is a continuous law of single entries."""

import math
import re

SD_OF_TRUNCATED = 0.87962566103423978  # of N(0, 1) cut at -2 and 2


def fans(framework, shape):
    """fan_in and fan_out of a shape in the framework's layout: torch [out, in, ...], mlx [out, ..., in]."""
    if len(shape) < 2:
        return None
    if framework == "torch":
        field = math.prod(shape[2:])
        return shape[1] * field, shape[0] * field
    if framework == "mlx":
        field = math.prod(shape[1:-1])
        return shape[-1] * field, shape[0] * field
    field = math.prod(shape[:-2])
    return shape[-2] * field, shape[-1] * field


def law(row):
    """("uniform", low, high), ("normal", mean, sd), ("truncated", mean, sd) cut at two of its parent's sd, or None.

    Also None if there are no values, or if a law far from zero is so narrow that the steps of float32 show.
    """
    claim, shape = row["claim"], row["shape"]
    if 0 in shape:
        return None
    name, text = re.fullmatch(r"([\w.]+)(?:\((.*)\))?", claim).groups()
    name = name.removeprefix("tf.").removeprefix("keras.").removeprefix("initializers.").removeprefix("mlx.nn.init.")
    name = name.removeprefix("jax.nn.initializers.").removeprefix("torch.nn.init.").removeprefix("compat.v1.")
    given = dict(re.findall(r"(\w+)=([^,]+)", text or ""))
    # 5/3, sqrt(2), 'relu': the manifest is ours.
    number = {key: eval(value, {"sqrt": math.sqrt}) for key, value in given.items()}
    bare = claim.startswith(("normal(", "uniform(")) and not given
    plain = [float(value) for value in text.split(",")] if bare else []
    fan_in, fan_out = (row["fan_in"], row["fan_out"]) if "fan_in" in row else fans(row["framework"], shape) or (0, 0)
    both = fan_in + fan_out

    def uniform(limit):
        return "uniform", -limit, limit

    def normal(sd):
        return "normal", 0.0, sd

    def rescaled(variance):
        return "truncated", 0.0, math.sqrt(variance) / SD_OF_TRUNCATED

    rescaled_names = {"glorot_normal": 2 / both if both else 0, "GlorotNormal": 2 / both if both else 0,
                      "HeNormal": 2 / fan_in if fan_in else 0, "lecun_normal": 1 / fan_in if fan_in else 0,
                      "flax.linen.Dense.kernel": 1 / fan_in if fan_in else 0,
                      # DenseGeneral flattens its kernel to [in, out] before it draws.
                      "flax.linen.MultiHeadDotProductAttention.query.kernel": 1 / shape[0] if shape else 0}
    match name:
        case ("glorot_uniform" | "GlorotUniform" | "xavier_uniform_" | "glorot_uniform_initializer"
              | "layers.Dense.kernel"):
            return uniform(number.get("gain", 1) * math.sqrt(6 / both))
        case "glorot_normal" if row["framework"] == "mlx":
            return normal(math.sqrt(2 / both))
        case "he_normal" if row["framework"] == "mlx":
            return normal(math.sqrt(1 / fan_in))
        case "he_uniform" if row["framework"] == "mlx":
            return uniform(math.sqrt(3 / fan_in))
        case "kaiming_uniform_" | "he_uniform":
            return uniform(math.sqrt(6 / fan_in))
        case "kaiming_normal_":
            return normal(math.sqrt(2 / fan_in))
        case "LecunUniform":
            return uniform(math.sqrt(3 / fan_in))
        case "VarianceScaling":
            return uniform(math.sqrt(3 * number["scale"] / fan_out))
        case "variance_scaling":
            return uniform(math.sqrt(3 * 2 / math.sqrt(fan_in * fan_out)))
        case "uniform" if "scale" in number:
            return "uniform", 0.0, number["scale"]
        case "uniform":
            return "uniform", *(plain or (number["low"], number["high"]))
        case "uniform_":
            return "uniform", number["a"], number["b"]
        case "normal" if plain:
            return "normal", *plain
        case "normal" | "random_normal_initializer" | "RandomNormal":
            return normal(number["std"] if "std" in number else number["stddev"])
        case "RandomUniform":
            return uniform(0.05)
        case "normal_" if "mean" in number:
            return None
        case "trunc_normal_" if "b" in number:
            assert number["b"] == -number["a"] == 2 * number["std"]
            return "truncated", 0.0, number["std"]
        case "normal_" | "trunc_normal_":
            return normal(number["std"])
        case "TruncatedNormal" | "truncated_normal_initializer" | "random.truncated_normal" | "truncated_normal":
            return "truncated", 0.0, number["stddev"]
        case "torch.nn.Linear.weight" | "torch.nn.Conv2d.weight" | "mlx.nn.Linear.weight":
            return uniform(math.sqrt(1 / fan_in))
        case "torch.nn.Linear.bias" | "torch.nn.Conv2d.bias" | "mlx.nn.Linear.bias":
            return uniform(math.sqrt(1 / number["fan_in"]))
        case "torch.nn.RNN.weight" | "torch.nn.LSTM.weight_ih_l0" | "torch.nn.GRU.weight_hh_l0":
            return uniform(math.sqrt(1 / number["hidden_size"]))
        case "torch.nn.Embedding.weight":
            return normal(1.0)
        case "flax.linen.Embed.embedding" | "mlx.nn.Embedding.weight":
            return normal(math.sqrt(1 / shape[-1]))
        case known if known in rescaled_names:
            return rescaled(rescaled_names[known])
    return None
