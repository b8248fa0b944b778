import Foundation
import TestSupport
import Testing

@Suite struct ListTests {
    private func initializers() async throws -> [[String: Any]] {
        let list = try await BuiltCommand.run("list", "--format", "json")
        #expect(list.status == 0)
        #expect(list.messages == "")
        let document = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: Any]
        #expect(document?["schema"] as? Int == 1)
        return try #require(document?["initializers"] as? [[String: Any]])
    }

    @Test(.tags(.property)) func `the JSON list has all that is known of each initializer`() async throws {
        let initializers = try await initializers()
        #expect(initializers.count > 50)
        for initializer in initializers {
            #expect(
                Set(initializer.keys) == [
                    "name", "framework", "aliases", "layer_parameters", "parameters", "fans", "closed_form", "source",
                ]
            )
            #expect(initializer["closed_form"] as? String != "")
            #expect(initializer["source"] as? String != "")
        }
        let spellings = initializers.flatMap { initializer in
            [initializer["name"] as? String ?? ""] + (initializer["aliases"] as? [String] ?? [])
        }
        #expect(Set(spellings).count == spellings.count)
        #expect(!spellings.contains(""))
    }

    @Test(.tags(.knownAnswer)) func `the JSON list has PrettyTensor's initializer as the literature has it`()
        async throws
    {
        let found = try await initializers().first { $0["name"] as? String == "prettytensor.xavier_init" }
        let initializer = try #require(found)
        #expect(initializer["framework"] as? String == "prettytensor")
        #expect(
            initializer["parameters"] as? [[String: String]] == [
                ["name": "n_inputs", "default": "None"], ["name": "n_outputs", "default": "None"],
                ["name": "uniform", "default": "True"],
            ]
        )
        #expect(
            initializer["closed_form"] as? String
                == "uniform on ±√(6/(fan_in+fan_out)), or normal of variance 3/(fan_in+fan_out) truncated at ±2 sd"
        )
    }

    @Test(.tags(.property)) func `a framework may be named by an option, too`() async throws {
        let list = try await BuiltCommand.run("list", "lasagne", "mlx")
        #expect(list.status == 0 && !list.output.contains("keras"))
        #expect(try await BuiltCommand.run("list", "--framework", "lasagne", "--framework", "mlx") == list)
    }

    @Test(.tags(.property)) func `the text list is the JSON list, by framework`() async throws {
        let list = try await BuiltCommand.run("list")
        #expect(list.status == 0)
        #expect(list.messages == "")
        #expect(try await BuiltCommand.run("list", "--format", "text") == list)
        var expected = ""
        var framework: String?
        for initializer in try await initializers() {
            let parameters = try #require(initializer["parameters"] as? [[String: String]]).map { parameter in
                let name = parameter["name"] ?? ""
                let value = parameter["default"] ?? ""
                return value == "None" ? name : "\(name)=\(value)"
            }
            let own = try #require(initializer["framework"] as? String)
            if own != framework {
                expected += (framework == nil ? "" : "\n") + (own.isEmpty ? "(this package)" : own) + "\n"
                framework = own
            }
            let arguments = parameters.isEmpty ? "" : "(\(parameters.joined(separator: ", ")))"
            expected += "  \(initializer["name"] as? String ?? "")\(arguments)\n"
            expected += "      \(initializer["closed_form"] as? String ?? "")\n"
            let layers = try #require(initializer["layer_parameters"] as? [String])
            let long = layers.filter { layer in !["nn.", "tf.", "tf_keras."].contains { layer.hasPrefix($0) } }
            if !long.isEmpty { expected += "      default of \(long.joined(separator: ", "))\n" }
        }
        // Long lines are broken at blanks.
        #expect(list.output.split(whereSeparator: \.isWhitespace) == expected.split(whereSeparator: \.isWhitespace))
    }

    @Test(.tags(.property)) func `the lines of the text list fit a terminal`() async throws {
        let lines = try await BuiltCommand.run("list").output.split(separator: "\n")
        #expect(lines.count > 500)
        // A word longer than a line is not broken.
        #expect(lines.filter { $0.count > 80 && $0.split(separator: " ").count > 1 } == [])
    }

    @Test(.tags(.property), arguments: [["keras"], ["Keras"], ["glorot", "caffe"], ["pytorch"], ["tensorflow"]])
    func `a framework's initializers stand alone`(frameworks: [String]) async throws {
        let names = ["Keras": "keras", "pytorch": "torch", "tensorflow": "tf", "glorot": ""]
        let expected = try await initializers().filter { initializer in
            frameworks.contains { names[$0, default: $0] == initializer["framework"] as? String }
        }
        let list = try await BuiltCommand.run(["list"] + frameworks + ["--format", "json"])
        let document = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: Any]
        let found = try #require(document?["initializers"] as? [[String: Any]])
        #expect(!found.isEmpty && found.count == expected.count)
        #expect(found.map { $0["name"] as? String } == expected.map { $0["name"] as? String })
        let text = try await BuiltCommand.run(["list"] + frameworks)
        #expect(text.status == 0 && text.output.components(separatedBy: "\n\n").count == frameworks.count)
    }

    @Test(.tags(.negativeControl)) func `a framework that is none is refused with the nearest`() async throws {
        let refused = try await BuiltCommand.run("list", "kears")
        #expect(refused.status == 64 && refused.output == "")
        #expect(refused.messages.hasPrefix("Error: framework: found 'kears', expected one of glorot, keras, "))
        #expect(refused.messages.hasSuffix("; the nearest is keras\n"))
    }
}
