internal import Conformance

/// A tensor from afar, block by block: equal shards and rows of zeros stand out.
enum MatrixFigure {
    static func figure(_ blocks: MatrixBlocks, name: String) -> ReportFigure {
        let title = "The tensor from afar"
        let size = "\(Numerals.grouped(blocks.rows)) × \(Numerals.grouped(blocks.columns))"
        let isWhole = blocks.rows == blocks.height && blocks.columns == blocks.width
        let notes = [
            isWhole
                ? "\(size) values, in standard deviations of the claim."
                : "\(size) values as \(blocks.height) × \(blocks.width) blocks: the mean of each, in standard errors."
        ]
        let keys: [SVGDrawing.Key] =
            [
                .init(sign: .area, style: "m0", text: "below the claimed mean"),
                .init(sign: .area, style: "m1", text: "above"),
            ]
            + (blocks.blocks.contains(.zeros) ? [.init(sign: .area, style: "m2", text: "zeros")] : [])
            + (blocks.blocks.contains(.notFinite) ? [.init(sign: .area, style: "m3", text: "NaN or infinite")] : [])
        // Eight pixels a block if there is room, and a picture that is not too flat to be seen.
        let width = max(64, min(256, 8 * Double(blocks.width)))
        let height = max(32, min(256, 8 * Double(blocks.height)))
        var drawing = SVGDrawing(width: Self.width, height: 0)
        let top = drawing.legend(keys, 20, drawing.heading(title, notes: notes) + 10)
        drawing.height = top + height + 20
        drawing.image(20, top, width, height, picture(blocks).address)
        return ReportFigure(
            name: name,
            title: title,
            description: notes[0]
                + " Any structure, such as stripes, repeats or borders, is not an independent draw.",
            drawing: drawing
        )
    }

    // MARK: - Implementation

    /// Blue, nearly white, red: shades of a mean from -4 to 4, then colours of zeros and of values that are not finite.
    private static func picture(_ blocks: MatrixBlocks) -> IndexedPNG {
        let ends: [[Double]] = [[0x21, 0x66, 0xAC], [0xF7, 0xF7, 0xF7], [0xB2, 0x18, 0x2B]]
        let shades = (0...2 * half).map { step -> [UInt8] in
            let (low, high) = step < half ? (ends[0], ends[1]) : (ends[1], ends[2])
            let share = Double(step < half ? step : step - half) / Double(half)
            return zip(low, high).map { UInt8(($0 + ($1 - $0) * share).rounded()) }
        }
        let pixels = blocks.blocks.map { block in
            switch block {
            case .mean(let mean): UInt8((min(4, max(-4, mean)) / 4 * Double(half)).rounded() + Double(half))
            case .zeros: UInt8(2 * half + 1)
            case .notFinite: UInt8(2 * half + 2)
            }
        }
        return IndexedPNG(
            width: blocks.width,
            height: blocks.height,
            palette: shades + [[0x11, 0x11, 0x11], [0xFF, 0x40, 0xFF]],
            pixels: pixels
        )
    }

    /// The width of the whole drawing, which fits a phone.
    private static let width = 326.0

    /// The number of shades on either side of the middle.
    private static let half = 32
}
