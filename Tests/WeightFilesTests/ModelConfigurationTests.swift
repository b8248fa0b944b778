import TestSupport
import Testing

@testable import WeightFiles

@Suite struct ModelConfigurationTests {
    private func configuration(_ text: String) -> ModelConfiguration? {
        try? ModelConfiguration(Array(text.utf8), path: "config.json")
    }

    @Test(.tags(.knownAnswer)) func `what transformers writes is read`() {
        // GPT2Config and LlamaConfig of transformers 5.24.0: the keys that matter, and one of each other kind.
        let gpt2 = configuration(
            #"{"activation_function": "gelu_new", "initializer_range": 0.02, "n_layer": 12, "tie_word_embeddings": true}"#
        )
        #expect(gpt2?.initializerRange == 0.02)
        #expect(gpt2?.layerCount == 12)
        #expect(gpt2?.tiesWordEmbeddings == true)
        let llama = configuration(
            #"{"architectures": ["LlamaForCausalLM"], "initializer_range": 1e-2, "num_hidden_layers": 32, "x": {"n_layer": 1}}"#
        )
        #expect(llama?.initializerRange == 0.01)
        #expect(llama?.layerCount == 32)
        #expect(llama?.tiesWordEmbeddings == false)
    }

    @Test(.tags(.negativeControl)) func `what it does not say so is not known`() {
        #expect(configuration("{}") == ModelConfiguration())
        #expect(
            configuration(
                #"{"initializer_range": -1, "n_layer": 1.5, "num_layers": null, "tie_word_embeddings": "true"}"#
            )
                == ModelConfiguration()
        )
        #expect(configuration(#"{"initializer_range": [0.02]}"#) == ModelConfiguration())
        for text in ["", "[]", "{", #"{"n_layer": 1} x"#, #"{"n_layer": 1, "n_layer": 2}"#] {
            #expect(configuration(text) == nil)
        }
    }
}
