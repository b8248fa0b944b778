/// How figures look, in light and in dark mode.
///
/// A figure has its own ground, since a page may be dark while the reader's system is light, or the other way round.
/// Colours also differ in lightness, so that they can be told apart without colour; texts have a contrast of 4.5 or
/// more to the ground (WCAG 2.2, 1.4.3).
enum FigureStyle {
    static let css = """
        .figure{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}\
        .ground{fill:#fff;stroke:#d1d9e0}\
        .title{font-size:16px;font-weight:600;fill:#1f2328}\
        .text{font-size:12.5px;fill:#1f2328}\
        .note{font-size:12px;fill:#57606a}\
        .code{font-size:11px;fill:#1f2328;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}\
        .axis{fill:none;stroke:#57606a}\
        .grid{fill:none;stroke:#e3e7eb}\
        .bars{fill:#9ec5f0}\
        .law{fill:none;stroke:#b3400a;stroke-width:2}\
        .band{fill:#d9e2ea}\
        .limit{fill:none;stroke:#57606a;stroke-dasharray:5 4}\
        .spread{fill:#9ec5f0}\
        .s0,.s1,.s2,.s3,.s4{fill:none;stroke-width:2}\
        .s0{stroke:#0b57b7}.s1{stroke:#b3400a}.s2{stroke:#1a7f37}.s3{stroke:#8250df}.s4{stroke:#1f2328}\
        .d0{fill:#0b57b7}.d1{fill:#b3400a}.d2{fill:#1a7f37}.d3{fill:#8250df}.d4{fill:#1f2328}\
        .dash{stroke-width:1.5;stroke-dasharray:5 4}\
        .fine{stroke-width:1.5}\
        @media(prefers-color-scheme:dark){\
        .ground{fill:#151b23;stroke:#3d444d}\
        .title,.text,.code{fill:#f0f6fc}\
        .note{fill:#a5afba}\
        .axis,.limit{stroke:#a5afba}\
        .grid{stroke:#2b323b}\
        .bars{fill:#2f5f9a}\
        .law{stroke:#ffa15c}\
        .band{fill:#37424e}\
        .spread{fill:#2f5f9a}\
        .s0{stroke:#79b8ff}.s1{stroke:#ffa15c}.s2{stroke:#56d364}.s3{stroke:#d2a8ff}.s4{stroke:#f0f6fc}\
        .d0{fill:#79b8ff}.d1{fill:#ffa15c}.d2{fill:#56d364}.d3{fill:#d2a8ff}.d4{fill:#f0f6fc}}
        """
}
