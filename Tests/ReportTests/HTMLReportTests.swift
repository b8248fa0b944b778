import Foundation
import TestSupport
import Testing

import Report

@Suite struct HTMLReportTests {
    /// Checks that tags close in turn: the page is written as XML, except for its first line and elements without an
    /// end.
    private func parse(_ page: String) throws {
        let body = page.replacing("<!DOCTYPE html>\n", with: "")
            .replacing(/<meta [^>]*>/, with: "")
            .replacing("<details open>", with: "<details>")
        _ = try XMLElements(body)
    }

    @Test(.tags(.property)) func `the page is whole, and needs no network`() async throws {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating()] {
            let page = HTMLReport.render(run)
            try parse(page)
            #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n"))
            #expect(page.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"))
            // The only address is SVG's namespace, which nobody loads.
            let addresses = page.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
            for sign in ["http:", "https:", "src=", "<link", "@import", "url(", "fetch(", "onclick"] {
                #expect(!addresses.contains(sign), "\(sign)")
            }
            #expect(page.contains("@media(prefers-color-scheme:dark)"))
        }
    }

    @Test(.tags(.property)) func `every heading has an anchor that the contents lead to`() async throws {
        let page = HTMLReport.render(try await SmallRun.standard())
        let names = page.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
        let contents = try #require(page.firstMatch(of: /(?s)<nav.*<\/nav>/)).output
        let links = contents.components(separatedBy: "<a href=\"#").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        // Five sections, "Details", and one page each for three frameworks, schemes, defects and the method.
        #expect(links.count == 12)
        for link in page.matches(of: #/ href="\#([^"]+)"/#) { #expect(names.contains(String(link.output.1))) }
        // The verdict comes before the contents on a phone.
        let verdict = try #require(page.firstRange(of: "<strong>")?.lowerBound)
        #expect(try #require(page.firstRange(of: "<nav")?.lowerBound) > verdict)
        // Names of elements are unique in a page: figures have theirs, too.
        #expect(Set(names).count == names.count)
    }

    @Test(.tags(.property)) func `its tables hold what those of the Markdown hold`() async throws {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating()] {
            let page = HTMLReport.render(run)
            let markdown = MarkdownReport.pages(run).map(\.text).joined(separator: "\n")
            let cells = page.matches(of: /<t[dh][^>]*>(.*?)<\/t[dh]>/).map { match in
                String(match.output.1).replacing(/<[^>]*>/, with: "")
                    .replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                    .replacing("&amp;", with: "&")
            }
            let shown = markdown.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| :") }
                .flatMap { line in
                    line.replacing("\\|", with: "\u{1}").dropFirst(2).dropLast(2)
                        .split(separator: " | ", omittingEmptySubsequences: false)
                        .map { $0.replacing("\u{1}", with: "|").replacing("`", with: "").replacing("**", with: "") }
                        .map { $0.hasPrefix("[details](") ? "details" : $0 }
                }
            #expect(cells == shown.map { String($0) })
            #expect(cells.count > 100)
            let tables = page.matches(of: /<div class="scroll"[^>]*>\n<table>/).count
            #expect(tables == page.matches(of: /<table>/).count)
        }
    }

    @Test(.tags(.property)) func `every figure stands in the page`() async throws {
        let run = try await SmallRun.standard()
        let page = HTMLReport.render(run)
        let titles = page.matches(of: /<title id="([^"]+)-title">/).map { String($0.output.1) }
        #expect(titles.sorted() == FigureSet(run).all.map(\.name).sorted())
    }

    @Test(.tags(.property)) func `failures are marked, and names escaped`() async throws {
        let deviating = HTMLReport.render(try await SmallRun.deviating())
        #expect(deviating.contains("<strong class=\"failure\">FAIL</strong>"))
        let page = HTMLReport.render(try await SmallRun.standard())
        #expect(page.contains("<strong class=\"failure\">MISSED</strong>"))
        #expect(page.contains("mode=&quot;fan_geo_avg&quot;"))
        #expect(!page.contains("mode=\"fan_geo_avg\""))
        // Prose: code and stress.
        #expect(page.contains("<em>Limit</em>") && page.contains("<code>Scripts/report</code>"))
        #expect(!page.replacing(/<style>[^<]*<\/style>/, with: "").contains("**"))
    }

    @Test(.tags(.property)) func `the same run gives the same bytes`() async throws {
        #expect(HTMLReport.render(try await SmallRun.run()) == HTMLReport.render(try await SmallRun.standard()))
    }

    @Test(.tags(.property)) func `the Markdown refers to every figure, and to none where there are none`() async throws
    {
        let run = try await SmallRun.standard()
        let figures = FigureSet(run)
        let pages = MarkdownReport.pages(run, figures: figures)
        let links = pages.flatMap { page in
            page.text.matches(of: /\]\((\.\.\/)?figures\/([^)]+)\)/).map { match in
                #expect((match.output.1 != nil) == page.path.contains("/"))
                return String(match.output.2)
            }
        }
        #expect(links.sorted() == figures.all.map(\.fileName).sorted())
        for page in MarkdownReport.pages(run) { #expect(!page.text.contains("figures/")) }
        for page in pages { #expect(!page.text.contains("\n\n\n")) }
    }
}
