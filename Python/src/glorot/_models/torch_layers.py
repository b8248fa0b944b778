"""The laws of the parameters of PyTorch's layers, by class.

A claim may name attributes of the module in braces, and {fan_in}, the inputs of its weight. A name may have a star.
Source: `reset_parameters` of each class, PyTorch 2.15.
"""

from __future__ import annotations

_LINEAR = {"weight": "torch.nn.Linear.weight", "bias": "torch.nn.Linear.bias(fan_in={fan_in})"}
_CONV = {"weight": "torch.nn.{class_name}.weight", "bias": "torch.nn.Linear.bias(fan_in={fan_in})"}
_NORM = {
    "weight": "ones",
    "bias": "zeros",
    "running_mean": "zeros",
    "running_var": "ones",
    "num_batches_tracked": "zeros",
}
_RECURRENT = {
    "weight_ih*": "torch.nn.{class_name}.weight_ih(hidden_size={hidden_size})",
    "weight_hh*": "torch.nn.{class_name}.weight_hh(hidden_size={hidden_size})",
    "weight_hr*": "torch.nn.{class_name}.weight_hr(hidden_size={hidden_size})",
    "bias_ih*": "torch.nn.{class_name}.bias_ih(hidden_size={hidden_size})",
    "bias_hh*": "torch.nn.{class_name}.bias_hh(hidden_size={hidden_size})",
}

#: Claims by the class's qualified name. {class_name} is its last part without "Cell".
LAYERS: dict[str, dict[str, str]] = {
    "torch.nn.modules.linear.Linear": _LINEAR,
    "torch.nn.modules.linear.Bilinear": {
        "weight": "torch.nn.Bilinear.weight(in1_features={in1_features})",
        "bias": "torch.nn.Bilinear.bias(in1_features={in1_features})",
    },
    "torch.nn.modules.conv.Conv1d": _CONV,
    "torch.nn.modules.conv.Conv2d": _CONV,
    "torch.nn.modules.conv.Conv3d": _CONV,
    "torch.nn.modules.conv.ConvTranspose1d": _CONV,
    "torch.nn.modules.conv.ConvTranspose2d": _CONV,
    "torch.nn.modules.conv.ConvTranspose3d": _CONV,
    "torch.nn.modules.sparse.Embedding": {"weight": "torch.nn.Embedding.weight"},
    "torch.nn.modules.sparse.EmbeddingBag": {"weight": "torch.nn.EmbeddingBag.weight"},
    "torch.nn.modules.rnn.RNN": _RECURRENT,
    "torch.nn.modules.rnn.LSTM": _RECURRENT,
    "torch.nn.modules.rnn.GRU": _RECURRENT,
    "torch.nn.modules.rnn.RNNCell": _RECURRENT,
    "torch.nn.modules.rnn.LSTMCell": _RECURRENT,
    "torch.nn.modules.rnn.GRUCell": _RECURRENT,
    "torch.nn.modules.activation.MultiheadAttention": {
        "in_proj_weight": "torch.nn.MultiheadAttention.in_proj_weight",
        "q_proj_weight": "torch.nn.MultiheadAttention.q_proj_weight",
        "k_proj_weight": "torch.nn.MultiheadAttention.k_proj_weight",
        "v_proj_weight": "torch.nn.MultiheadAttention.v_proj_weight",
        "in_proj_bias": "zeros",
        "out_proj.weight": "torch.nn.MultiheadAttention.out_proj.weight",
        "out_proj.bias": "zeros",
        "bias_k": "torch.nn.init.xavier_normal_",
        "bias_v": "torch.nn.init.xavier_normal_",
    },
    # transformers' transposed linear layer, used in GPT-1 and GPT-2.
    "transformers.pytorch_utils.Conv1D": {"weight": "torch.nn.init.normal_(mean=0, std=0.02)", "bias": "zeros"},
    "torch.nn.modules.activation.PReLU": {"weight": "constant(value={init})"},
    "torch.nn.modules.normalization.LayerNorm": _NORM,
    "torch.nn.modules.normalization.GroupNorm": _NORM,
    "torch.nn.modules.normalization.RMSNorm": _NORM,
    "torch.nn.modules.batchnorm.BatchNorm1d": _NORM,
    "torch.nn.modules.batchnorm.BatchNorm2d": _NORM,
    "torch.nn.modules.batchnorm.BatchNorm3d": _NORM,
    "torch.nn.modules.batchnorm.SyncBatchNorm": _NORM,
    "torch.nn.modules.instancenorm.InstanceNorm1d": _NORM,
    "torch.nn.modules.instancenorm.InstanceNorm2d": _NORM,
    "torch.nn.modules.instancenorm.InstanceNorm3d": _NORM,
}

#: Members of a module that draw or redraw weights.
RESETS = ("reset_parameters", "_reset_parameters")

#: Names in a class's `__init__` which show that it draws its modules' weights itself. Unless the class is known here,
#: nothing is then known about the weights.
DRAWS = frozenset(
    (
        "apply",
        "named_apply",
        "init_weights",
        "_init_weights",
        "init_params",
        "initialize_weights",
        "_initialize_weights",
        "weight_init",
        "post_init",
        "reset_parameters",
        "_reset_parameters",
        "normal_",
        "uniform_",
        "trunc_normal_",
        "xavier_uniform_",
        "xavier_normal_",
        "kaiming_uniform_",
        "kaiming_normal_",
        "orthogonal_",
        "sparse_",
        "eye_",
        "dirac_",
        "constant_",
        "zeros_",
        "ones_",
        "fill_",
        "zero_",
        "copy_",
        "load_state_dict",
        "mul_",
        "div_",
    )
)
