import Report

/// The progress of long work: its rate so far, and the time that the rest takes at that rate.
package struct ProgressLine: Sendable {
    /// What is counted, in the plural: cases, tensors, runs.
    let unit: String
    // With a hundred thousand tensors, lines that nobody sees are not worth composing.
    private let isShown = Terminal.showsProgress
    // Time spent asleep does not count.
    private let start = SuspendingClock.now

    /// A line for work that begins now.
    init(_ unit: String) { self.unit = unit }

    /// Redraws the line on standard error; does nothing if that is not a terminal.
    func show(_ done: Int, of total: Int) {
        guard isShown else { return }
        let elapsed = SuspendingClock.now - start
        Terminal.redraw(
            Self.text(done, of: total, unit, seconds: elapsed / .seconds(1)),
            isLast: done == total
        )
    }

    /// The line, such as "120 of 492 cases, 8.2 a second, 45 s left".
    ///
    /// - Parameter seconds: the time since the beginning; in the first second no rate is shown.
    package static func text(_ done: Int, of total: Int, _ unit: String, seconds: Double) -> String {
        let counts = "\(done) of \(total) \(unit)"
        guard done > 0, seconds >= 1 else { return counts }
        guard done < total else { return "\(counts) in \(duration(seconds))" }
        let rate = Double(done) / seconds
        return "\(counts), \(self.rate(rate)), \(duration(Double(total - done) / rate)) left"
    }

    // MARK: - Implementation

    /// A rate with two digits, or a whole number; by the minute or the hour if less than one is done in a second.
    private static func rate(_ perSecond: Double) -> String {
        let (value, period) =
            perSecond >= 1
            ? (perSecond, "a second")
            : perSecond >= 1.0 / 60 ? (60 * perSecond, "a minute") : (3600 * perSecond, "an hour")
        return (value < 10 ? Numerals.format(value, digits: 2) : Numerals.whole(value.rounded())) + " \(period)"
    }

    /// A duration in the largest unit that fits, with the next smaller one.
    private static func duration(_ seconds: Double) -> String {
        // Far longer than anybody waits, and far within the range of Int.
        let whole = Int(min(seconds.rounded(), 1e9))
        return switch whole {
        case ..<60: "\(whole) s"
        case ..<3600: "\(whole / 60) min \(whole % 60) s"
        default: "\(whole / 3600) h \(whole % 3600 / 60) min"
        }
    }
}
