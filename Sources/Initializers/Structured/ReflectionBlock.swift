/// Consecutive random reflections as one operator `I - Y T Y'`, for `HaarFrame`.
///
/// Reflection `k` is `I - tau v v'` with `v = (0, ..., 0, 1, v_(k+1), ...)`; the columns of `Y` are these vectors.
struct ReflectionBlock: ~Copyable {
    /// Memory for blocks of at most `width` reflections that reach down to the last of `rows` rows. `draw` and `apply`
    /// write it before they read it.
    init(rows: Int, width: Int) {
        self.rows = rows
        self.width = width + width % 2
        let capacity = (rows + rows % 2) * self.width
        vector = .allocate(capacity: max(rows, self.width))
        byColumns = .allocate(capacity: capacity)
        byRows = .allocate(capacity: capacity)
        triangle = .allocate(capacity: self.width * self.width)
        products = .allocate(capacity: self.width)
    }

    deinit {
        vector.deallocate()
        byColumns.deallocate()
        byRows.deallocate()
        triangle.deallocate()
        products.deallocate()
    }

    /// Draws reflections `first ..< first + count` of a key, and writes the signs of the resulting diagonal.
    ///
    /// - Parameters:
    ///   - first: the number of the first reflection, even.
    ///   - count: from 1 to the block's width.
    ///   - signs: room for the sign of every reflection, indexed by its number.
    mutating func draw(first: Int, count: Int, key: Key, signs: UnsafeMutablePointer<Double>) {
        let height = rows - first
        paddedHeight = height + height % 2
        used = count + count % 2
        byColumns.initialize(repeating: 0, count: paddedHeight * used)
        for pair in 0..<paddedHeight / 2 { (byRows + pair * width * 2).initialize(repeating: 0, count: 2 * used) }
        triangle.initialize(repeating: 0, count: used * width)
        for j in 0..<count {
            let length = height - j
            let start = (first + j) * rows + first + j
            let target = UnsafeMutableBufferPointer(start: vector, count: length)
            Double._fill(target, transform: Self.standardNormal, key: key, startingAt: UInt64(start))
            let reflection = reflect(length)
            signs[first + j] = reflection.sign
            for i in 0..<length {
                write(vector[i], row: i + j, column: j)
            }
            triangle[j * width + j] = reflection.factor
        }
        fillTriangle(count)
    }

    /// Applies the operator to a panel of columns.
    ///
    /// - Parameter panel: the panel's row `first`, and the rows after it.
    mutating func apply(to panel: UnsafeMutablePointer<HaarFrame.Cell>) {
        projectPanel(panel)
        // products = T products, from the first row on: row p needs only rows p and later.
        for p in 0..<used {
            var sum = HaarFrame.Cell(repeating: 0)
            for q in p..<used {
                sum += products[q] * triangle[p &* width &+ q]
            }
            products[p] = sum
        }
        var row = 0
        while row < paddedHeight {
            var cell0 = panel[row]
            var cell1 = panel[row &+ 1]
            let factors = byRows + row &* width
            for p in 0..<used {
                let product = products[p]
                cell0 -= product * factors[2 &* p]
                cell1 -= product * factors[2 &* p &+ 1]
            }
            panel[row] = cell0
            panel[row &+ 1] = cell1
            row &+= 2
        }
    }

    // MARK: - Implementation

    /// Rows read once for all reflections: 8 KiB of the panel, which stay in the first-level cache.
    private static let rowsAtATime = 128

    private static let standardNormal = WeightTransform(
        kind: .normal(
            NormalTransform(
                mean: 0,
                standardDeviation: 1,
                middle: 0,
                half: 0.5,
                lowerTail: 0,
                upperTail: 0,
                mass: 1,
                lowest: -.greatestFiniteMagnitude,
                highest: .greatestFiniteMagnitude
            )
        )
    )

    private let rows: Int
    /// The most reflections, an even number.
    private let width: Int
    private var paddedHeight = 0
    /// Number of reflections, rounded up to an even number. The others would leave everything as it is.
    private var used = 0
    private let vector: UnsafeMutablePointer<Double>
    /// Y in pairs of columns, each stored row by row.
    private let byColumns: UnsafeMutablePointer<Double>
    /// Y in pairs of rows, each stored column by column.
    private let byRows: UnsafeMutablePointer<Double>
    /// T, upper triangular, row by row.
    private let triangle: UnsafeMutablePointer<Double>
    /// Y' times a panel, then T times that.
    private let products: UnsafeMutablePointer<HaarFrame.Cell>

    @inline(__always)
    private func write(_ value: Double, row: Int, column: Int) {
        byColumns[(column / 2 &* paddedHeight &+ row) &* 2 &+ column % 2] = value
        byRows[(row / 2 &* width &+ column) &* 2 &+ row % 2] = value
    }

    /// Replaces the vector `x` by the vector of the reflection that sends it to `-sign(x_0) |x| e_0`, which avoids
    /// cancellation. Returns the factor `tau` and the sign of the image. A single entry is left as it is.
    private func reflect(_ length: Int) -> (factor: Double, sign: Double) {
        let head = vector[0]
        guard length > 1 else {
            vector[0] = 1
            return (0, head < 0 ? -1 : 1)
        }
        var sum = 0.0
        for i in 0..<length {
            sum += vector[i] * vector[i]
        }
        let image = head < 0 ? sum.squareRoot() : -sum.squareRoot()
        let divisor = head - image
        vector[0] = 1
        for i in 1..<length {
            vector[i] /= divisor
        }
        return ((image - head) / image, image < 0 ? -1 : 1)
    }

    /// T from its diagonal and `Y' Y`: column `j` above the diagonal is `-tau_j T_j Y_j' v_j`, where `T_j` and `Y_j`
    /// belong to the reflections before.
    private func fillTriangle(_ count: Int) {
        for j in 1..<max(count, 1) {
            for p in 0..<j {
                let left = byColumns + p / 2 * paddedHeight * 2 + p % 2
                let right = byColumns + j / 2 * paddedHeight * 2 + j % 2
                var sum = 0.0
                for row in j..<paddedHeight {
                    sum += left[2 &* row] * right[2 &* row]
                }
                vector[p] = sum
            }
            let factor = triangle[j * width + j]
            for p in 0..<j {
                var sum = 0.0
                for q in p..<j {
                    sum += triangle[p * width + q] * vector[q]
                }
                triangle[p * width + j] = -factor * sum
            }
        }
    }

    /// products = Y' panel.
    private func projectPanel(_ panel: UnsafeMutablePointer<HaarFrame.Cell>) {
        products.initialize(repeating: HaarFrame.Cell(repeating: 0), count: used)
        var start = 0
        while start < paddedHeight {
            let end = min(start + Self.rowsAtATime, paddedHeight)
            for pair in 0..<used / 2 {
                let factors = byColumns + pair &* paddedHeight &* 2
                var sum0 = products[2 &* pair]
                var sum1 = products[2 &* pair &+ 1]
                for row in start..<end {
                    let cell = panel[row]
                    sum0 += cell * factors[2 &* row]
                    sum1 += cell * factors[2 &* row &+ 1]
                }
                products[2 &* pair] = sum0
                products[2 &* pair &+ 1] = sum1
            }
            start = end
        }
    }
}
