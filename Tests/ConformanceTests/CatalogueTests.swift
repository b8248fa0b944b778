import Testing

import Conformance
import Initializers
import Stats

@Suite struct CatalogueTests {
    /// Arguments without which a scheme states no law.
    private static let required = [
        "low": "low=-1", "high": "high=1", "value": "value=0.1", "val": "val=0.1", "fan_in": "fan_in=784",
        "layers": "layers=12", "num_layers": "num_layers=24", "n_layers": "n_layers=12", "dim": "dim=768",
        "sparsity": "sparsity=0.5", "hidden_size": "hidden_size=256",
    ]

    private static func call(_ name: String, of scheme: Scheme) -> String {
        let arguments = scheme.parameters.filter { $0.defaultValue == ClaimValue.none }.compactMap { required[$0.name] }
        return "\(name)(\(arguments.joined(separator: ", ")))"
    }

    @Test func `every name and alias is read as the scheme that it belongs to`() throws {
        for scheme in Catalogue.schemes {
            for name in [scheme.name] + scheme.aliases {
                #expect(try Claim(Self.call(name, of: scheme)).scheme.name == scheme.name, "\(name)")
            }
        }
    }

    @Test func `no name or alias means two schemes`() {
        var owners: [String: [String]] = [:]
        for scheme in Catalogue.schemes {
            for name in [scheme.name] + scheme.aliases { owners[name, default: []].append(scheme.name) }
        }
        for (name, schemes) in owners { #expect(schemes.count == 1, "\(name) means \(schemes)") }
        #expect(Catalogue.schemes.count >= 60)
    }

    @Test func `every scheme says its closed form, its source and its Swift call`() {
        for scheme in Catalogue.schemes {
            #expect(!scheme.closedForm.isEmpty && !scheme.source.isEmpty && scheme.swiftCall.contains("("))
            #expect(Set(scheme.parameters.map(\.name)).count == scheme.parameters.count)
        }
    }

    @Test func `spellings that people use are known`() throws {
        let spellings = [
            "nn.init.xavier_uniform_": "torch.nn.init.xavier_uniform_",
            "nn.init.kaiming_normal_": "torch.nn.init.kaiming_normal_",
            "torch.nn.init.xavier_uniform": "torch.nn.init.xavier_uniform_",
            "tf.keras.initializers.GlorotUniform": "keras.GlorotUniform",
            "tf.initializers.HeNormal": "keras.HeNormal", "tf.initializers.he_normal": "keras.HeNormal",
            "tf.glorot_uniform_initializer": "keras.GlorotUniform", "keras.glorot_normal": "keras.GlorotNormal",
            "initializers.he_normal": "jax.nn.initializers.he_normal",
            "jax.nn.initializers.xavier_normal": "jax.nn.initializers.glorot_normal",
            "flax.linen.initializers.lecun_normal": "jax.nn.initializers.lecun_normal",
            "xavier_uniform": "glorot_uniform", "kaiming_normal": "he_normal",
        ]
        for (spelling, scheme) in spellings { #expect(try Claim(spelling).scheme.name == scheme) }
    }

    @Test func `every scheme of the catalogue is in the standard plan`() throws {
        let planned = Set(try Plan.standard().claims.map(\.scheme.name))
        for scheme in Catalogue.schemes { #expect(planned.contains(scheme.name), "\(scheme.name)") }
    }

    @Test func `every standard claim has a law at every standard shape or says why not`() throws {
        for claim in try Plan.standard().claims {
            for shape in Plan.standardShapes {
                do throws(ClaimError) {
                    let distribution = try? claim.law(of: shape).distribution()
                    // Forces the typed error of the law to the surface, too.
                    _ = try claim.law(of: shape)
                    #expect(distribution != nil, "\(claim) at \(shape)")
                } catch {
                    guard case .noFans(_, shape) = error else {
                        Issue.record("\(claim) at \(shape): \(error)")
                        continue
                    }
                    #expect(shape.count < 2 || claim.scheme.fanRule?.isStructured == true)
                }
            }
        }
    }

    @Test func `fans that the caller states give the law of a shape that has them`() throws {
        for claim in try Plan.standard().claims {
            if claim.scheme.fanRule?.isStructured == true, (try? claim.law(of: [784, 256])) == nil { continue }
            guard let fans = try claim.fans(of: [784, 256]) else { continue }
            #expect(try claim.law(fans: fans) == claim.law(of: [784, 256]))
        }
    }
}
