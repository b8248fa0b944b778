import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import Report
import Stats

/// The page of `glorot verify --format html`, and what its pictures show.
@Suite struct VerificationPageTests {
    private static func uniform(_ seed: UInt64, _ count: Int, _ limit: Double) -> [Float] {
        var generator = SplitMix64(state: seed)
        return generator.uniform(count, limit: limit).map { Float($0) }
    }

    /// Equal shards, rows of zeros, two tensors of one stream, a wrong scale, a sound tensor, and an odd name.
    private static func file() -> MadeFile {
        var file = MadeFile()
        let shard = uniform(1, 256 * 64, 1)
        file.add("shards", [256, 256], (0..<65_536).map { shard[$0 / 256 * 64 + $0 % 64] })
        var rows = uniform(2, 300 * 200, 1)
        for place in 40 * 200..<60 * 200 { rows[place] = 0 }
        file.add("rows", [300, 200], rows)
        let stream = uniform(3, 80 * 50, 1)
        file.add("stream", [80, 50], stream)
        file.add("transposed", [50, 80], (0..<4000).map { stream[$0 % 80 * 50 + $0 / 80] })
        file.add("wide", [100, 100], uniform(4, 10_000, 1.2))
        file.add("sound", [100, 100], uniform(5, 10_000, 1))
        file.add("<a*`b`>", [100, 100], uniform(6, 10_000, 1.2))
        return file
    }

    private static func verification(limit: Int) async throws -> Verification {
        let expectations = Expectations(try Claim("uniform(-1, 1)"))
        return await Verification.run([try file().file()], expecting: expectations, evidenceLimit: limit)
    }

    private static func page(_ verification: Verification) -> String {
        HTMLVerification.render(verification, arguments: ["verify", "a b.safetensors", "--as", "uniform(-1, 1)"])
    }

    @Test(.tags(.property)) func `equal shards, rows of zeros and a wrong scale are in the evidence`() async throws {
        let verification = try await Self.verification(limit: 8)
        #expect(Set(verification.evidence.keys) == [0, 1, 2, 3, 4, 6])
        let shards = try #require(verification.evidence[0]).blocks
        #expect(shards.rows == 256 && shards.columns == 256 && shards.height == 64 && shards.width == 64)
        // Sixteen blocks to a shard, with four columns each.
        for place in shards.blocks.indices where place % 64 >= 16 {
            #expect(shards.blocks[place] == shards.blocks[place - 16])
        }
        let rows = try #require(verification.evidence[1]).blocks
        let zeros = rows.blocks.indices.filter { rows.blocks[$0] == .zeros }
        // Rows 40 to 59 of 300 lie in blocks 8 to 12 of 64, which also hold other rows.
        #expect(Set(zeros.map { $0 / 64 }) == Set(8...12) && zeros.count == 5 * 64)
        let wide = try #require(verification.evidence[4]?.difference)
        let strays = wide.histogram.bins.map { max(abs($0.leastDifference), abs($0.largestDifference)) }
        #expect(try #require(strays.max()) > wide.decisionBand.distance)
        #expect(wide.usualBand.distance < wide.decisionBand.distance)
        // Equal shards concern places only; the law itself holds.
        let sound = try #require(verification.evidence[0]?.difference)
        #expect(sound.usualBand.distance < 0.01 && sound.histogram.count == 65_536)
    }

    @Test(.tags(.property)) func `two tensors of one stream lie on a line, whichever is transposed`() async throws {
        let verification = try await Self.verification(limit: 8)
        for (place, other) in [(2, "transposed"), (3, "stream")] {
            let pairs = try #require(verification.evidence[place]?.pairs)
            #expect(pairs.other == other && pairs.points.count == 256)
            #expect(pairs.points.allSatisfy { abs($0.x - $0.y) < 1e-6 })
        }
        #expect(verification.evidence[0]?.pairs == nil)
    }

    @Test(.tags(.property)) func `a title holds a block and a name whole, and a command what the run was told`()
        async throws
    {
        var file = MadeFile()
        var block = Self.uniform(8, 100 * 100, 1)
        for place in 0..<40 * 30 { block[place / 30 * 100 + place % 30] = 0 }
        file.add("block", [100, 100], block)
        file.add("a/kernel:0", [80, 50], Self.uniform(9, 4000, 1))
        file.add("b/kernel:0", [80, 50], Self.uniform(9, 4000, 1).map { $0 * 0.5 })
        let expectations = Expectations(rules: [
            Expectations.Rule(Glob("b/*"), .claim(try Claim("uniform(-0.5, 0.5)"), fans: nil)),
            Expectations.Rule(Glob("*"), .claim(try Claim("uniform(-1, 1)"), fans: nil)),
        ])
        let verification = await Verification.run([try file.file()], expecting: expectations, evidenceLimit: 8)
        let arguments = ["verify", "f", "--as", "x", "--alpha", "1e-5", "--resolve=0.1", "--format", "html"]
        let page = HTMLVerification.render(verification, arguments: arguments)
        #expect(page.contains("block: the block [0:40, 0:30] is 0<"))
        #expect(page.contains("drawn from the same stream as b/kernel:0<"))
        #expect(page.contains("--alpha 1e-5 --resolve=0.1<"))
    }

    @Test(.tags(.property)) func `a file in Fortran's order shows the same picture`() async throws {
        var values = Self.uniform(7, 40 * 90, 1).map { Double($0) }
        for place in 0..<180 { values[place] = 0 }
        let turned = (0..<3600).map { values[$0 % 40 * 90 + $0 / 40] }
        var pictures: [MatrixBlocks] = []
        for (isFortranOrder, stored) in [(false, values), (true, turned)] {
            let file = try MadeFile.npy("w.npy", [40, 90], isFortranOrder: isFortranOrder, stored)
            let expectations = Expectations(try Claim("uniform(-1, 1)"))
            let verification = await Verification.run([file], expecting: expectations, evidenceLimit: 1)
            pictures.append(try #require(verification.evidence[0]).blocks)
        }
        #expect(pictures[0].rows == 40 && pictures[0].columns == 90)
        #expect(pictures[0].height == 40 && pictures[0].width == 64)
        #expect(pictures[1].rows == 40 && pictures[1].width == 64 && pictures[1].height == 40)
        for (place, block) in pictures[0].blocks.enumerated() {
            #expect((block == .zeros) == (place < 2 * 64))
            #expect((pictures[1].blocks[place] == .zeros) == (place < 2 * 64))
        }
    }

    @Test(.tags(.property)) func `no more tensors are read again than are asked for`() async throws {
        #expect(try await Self.verification(limit: 0).evidence.isEmpty)
        #expect(Set(try await Self.verification(limit: 2).evidence.keys) == [0, 1])
    }

    @Test(.tags(.property)) func `the page is whole, needs no network, and has the failures first`() async throws {
        let page = Self.page(try await Self.verification(limit: HTMLVerification.evidenceLimit))
        let body = page.replacing("<!DOCTYPE html>\n", with: "").replacing(/<meta [^>]*>/, with: "")
        let elements = try XMLElements(body)
        let addresses = page.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
        for sign in ["http:", "https:", "src=", "<link", "@import", "url(", "fetch("] {
            #expect(!addresses.contains(sign), "\(sign)")
        }
        for element in elements.named("image") {
            #expect(element.attributes["href"]?.hasPrefix("data:image/png;base64,iVBORw0KGgo") == true)
        }
        #expect(elements.named("image").count == 6)
        let headings = elements.all.filter { ["h1", "h2", "h3"].contains($0.name) }.count
        #expect(headings == 1 + 4 + 6)
        let verdict = try #require(page.firstRange(of: "Something deviates")).lowerBound
        let failures = try #require(page.firstRange(of: "id=\"what-fails\"")).lowerBound
        let all = try #require(page.firstRange(of: "id=\"every-tensor\"")).lowerBound
        #expect(verdict < failures && failures < all)
        #expect(page.contains("glorot verify 'a b.safetensors' --as 'uniform(-1, 1)'"))
        #expect(page.contains("--tensor stream --tensor transposed"))
        // A name is shown as it is, and its pattern matches only itself.
        #expect(page.contains("&lt;a*`b`&gt;: 1.21 times the claimed sd"))
        #expect(page.contains("--tensor '&lt;a[*]`b`&gt;'"))
        let ids = elements.all.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
    }

    @Test(.tags(.property)) func `a page grows by a row a tensor, up to a limit`() async throws {
        let verification = try await Self.verification(limit: 1)
        let page = HTMLVerification.render(verification, arguments: [], limit: 3)
        #expect(page.contains("<p>and 4 more.</p>"))
        #expect(try await Self.page(Self.verification(limit: 1)) == Self.page(verification))
    }

    @Test(.tags(.property)) func `where all conforms, the page says so and nothing else`() async throws {
        var file = MadeFile()
        file.add("w", [100, 100], Self.uniform(5, 10_000, 1))
        let expectations = Expectations(try Claim("uniform(-1, 1)"))
        let verification = await Verification.run(
            [try file.file()],
            expecting: expectations,
            evidenceLimit: HTMLVerification.evidenceLimit
        )
        let page = Self.page(verification)
        #expect(page.contains("<strong>Everything conforms</strong>: 1 tensor: 1 pass"))
        #expect(!page.contains("What fails") && !page.contains("<image"))
    }
}
