internal import Stats

/// The expected variances, with n units a layer and n Var[W] = g:
///
///     Var[z^i]        = Var[x] g^i                    (equation 5 of Glorot & Bengio)
///     Var[dCost/ds^i] = Var[dCost/ds^d] g^(d-i)       (equation 6)
///
/// where f'(0) = 1 and f(0) = 0. In general, with v_i = Var[s^i], from layer to layer
///
///     v_1 = g Var[x],   v_(i+1) = g E[f(s)^2],   Var[dCost/ds^i] = E[f'(s)^2] g Var[dCost/ds^(i+1)],
///
/// where f is f(0) + f'(0) s, or for ReLU the function itself, and s is normal.
struct LinearRegime {
    let network: DeepNetwork

    /// n Var[W].
    let gain: Double

    /// Var[z^i] for layers 1 to d, where Var[x] is 1.
    var activations: [Double] {
        var sums = gain
        return (0..<network.layerCount).map { _ in
            defer { sums = gain * network.activation.linearSecondMoment(sums) }
            return network.activation.linearVariance(sums)
        }
    }

    /// Var[dCost/ds^i] for layers 1 to d, where Var[dCost/dz^d] is 1.
    var gradients: [Double] {
        let slope = network.activation.linearSquaredSlope
        var gradient = slope
        let fromTop = (0..<network.layerCount).map { _ in
            defer { gradient *= slope * gain }
            return gradient
        }
        return fromTop.reversed()
    }

    /// The relative standard error of the mean square of a batch of B signals after `passes` linear layers of n units.
    /// The weights are independent, with excess kurtosis k; the signals began as independent standard normal numbers.
    ///
    /// Let Z be the B by n matrix of signals and G = Z Z^T. Given Z, the squared norm of Z W has the relative variance
    /// (2 tr G^2 / (tr G)^2 + k/n) / n: the columns of W are independent, and Z^T Z has about equal diagonal entries.
    /// At first tr G^2 / (tr G)^2 is 1/B + 1/n, and each layer adds 1/n (the second moment of Wishart's law, leading
    /// order). The inputs' own mean square has 2/(B n).
    func standardError(passes: Int, excessKurtosis: Double) -> Double {
        let (n, b) = (Double(network.width), Double(network.batch))
        var variance = 2 / (b * n)
        for pass in 0..<passes {
            variance += (2 * (1 / b + Double(pass + 1) / n) + excessKurtosis / n) / n
        }
        return max(0, variance).squareRoot()
    }
}
