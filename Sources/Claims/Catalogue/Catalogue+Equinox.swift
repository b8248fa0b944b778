/// Equinox' modules, whose weights and biases are uniform on ±1/sqrt(n).
extension Catalogue {
    static let equinox: [Dialect] =
        [
            inverseRoot(
                ["Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]
                    .flatMap {
                        eqx("\($0).weight")
                    },
                .torch,
                source: "Equinox 0.13.8, nn/_linear.py, nn/_conv.py"
            ),
            Dialect(
                ["Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]
                    .flatMap { eqx("\($0).bias") },
                of: "torch.nn.Linear.bias",
                [.init("fan_in", .none)],
                source: "Equinox 0.13.8, nn/_linear.py, nn/_conv.py"
            ),
            Dialect(
                eqx("Embedding.weight"),
                of: "normal",
                purpose: .layerDefault,
                source: "Equinox 0.13.8, nn/_embedding.py"
            ),
            inverseRoot(
                ["query_proj", "key_proj", "value_proj", "output_proj"].flatMap {
                    eqx("MultiheadAttention.\($0).weight")
                },
                .torch,
                source: "Equinox 0.13.8, nn/_attention.py, MultiheadAttention, of Linear"
            ),
            Dialect(
                ["LayerNorm", "GroupNorm", "RMSNorm", "BatchNorm"].flatMap { eqx("\($0).weight") },
                of: "ones",
                source: "Equinox 0.13.8, nn/_normalisation.py, nn/_batch_norm.py"
            ),
            Dialect(
                ["LayerNorm", "GroupNorm", "RMSNorm", "BatchNorm"].flatMap { eqx("\($0).bias") },
                of: "zeros",
                source: "Equinox 0.13.8, nn/_normalisation.py, nn/_batch_norm.py"
            ),
            Dialect(
                eqx("PReLU.negative_slope"),
                of: "constant",
                fixing: ["value": .number(0.25)],
                purpose: .layerDefault,
                source: "Equinox 0.13.8, nn/_activations.py, PReLU"
            ),
        ]
        + [("GRUCell", 3), ("LSTMCell", 4)].map { cell, gates in
            inverseRoot(
                ["weight_ih", "weight_hh", "bias"].flatMap { eqx("\(cell).\($0)") },
                .gates(gates),
                source: "Equinox 0.13.8, nn/_rnn.py, \(cell)"
            )
        }
        + [inverseRoot(eqx("GRUCell.bias_n"), .gates(1), source: "Equinox 0.13.8, nn/_rnn.py, GRUCell")]

    // MARK: - Implementation

    private static func eqx(_ name: String) -> [String] { ["equinox.nn.\(name)", "eqx.nn.\(name)"] }
}
