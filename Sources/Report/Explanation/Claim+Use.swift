internal import Claims

extension Claim {
    /// What the scheme is for, in a few words.
    var use: String {
        switch scheme.purpose {
        case .layerDefault: return "the layer's default"
        case .sigmoid: return "sigmoid layers, as in the tutorials of the LISA lab"
        case .silent: return "layers that add nothing before they are trained"
        case .residual: return "projections into a transformer's residual stream, which sums over its layers"
        case .transformer: return "a transformer's matrices"
        case .maximalUpdate(let isOutput):
            return "\(isOutput ? "output" : "hidden") weights whose learning rate is kept while the width grows"
        case .documented: return "the law that the documentation states: far too narrow to keep the variance"
        case nil: break
        }
        if let rule = scalingRule { return rule.use }
        return example?.use ?? "see its source"
    }
}

extension ScalingRule {
    /// What the rule keeps: Glorot & Bengio (2010), He et al. (2015), LeCun et al. (1998).
    fileprivate var use: String {
        switch mode {
        case .average: "tanh, softsign and linear layers: a compromise that keeps activations' and gradients' variance"
        case .geometricAverage: "like Glorot's, for fans that differ much: 1/n lies between those of both fans"
        case .fanOut: "keeps the variance of gradients, as fan_in keeps that of activations; 2/n for ReLU"
        case .fanIn where has(2, .fanIn): "ReLU layers: makes up for the half of the activations that are 0"
        case .fanIn where has(1, .fanIn): "SELU and linear layers: keeps the variance of activations"
        case .fanIn: "keeps the variance of activations if scale or gain suits the layer's nonlinearity"
        }
    }
}

extension ClaimedLaw {
    fileprivate var use: String {
        switch self {
        case .constant(0): "biases"
        case .constant(1): "scales of normalization layers"
        case .constant: "biases and scales of a value that you choose"
        case .uniform, .normal, .truncatedNormal: "a spread that you choose: it does not depend on the layer's size"
        case .transformedUniform: "a state space's steps and decays, each of another length of memory"
        case .orthogonal: "recurrent and deep linear layers: keeps the length of what passes through"
        case .identity: "recurrent layers with ReLU, and layers that begin by changing nothing"
        case .forgetGate: "an LSTM's gates, so that it begins by remembering"
        case .logarithms: "a state space's decay: step k of every row decays at the rate k"
        case .dirac: "convolutions that begin by passing channels through"
        case .sparse: "wide layers whose units begin with few inputs each"
        case .deltaOrthogonal: "deep convolutions without normalization"
        }
    }
}
