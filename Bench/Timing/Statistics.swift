internal import Foundation

/// The durations of one cause, in nanoseconds.
struct Statistics {
    private let sorted: [Double]
    let mean: Double
    private let variance: Double

    /// The slowest tenth is left out: interrupts and other programs, not our code.
    init(_ durations: [Double]) {
        sorted = Array(durations.sorted().prefix(durations.count * 9 / 10))
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        self.mean = mean
        variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sorted.count - 1)
    }

    var median: Double { sorted[sorted.count / 2] }

    /// Welch's t of the difference of two means.
    func t(_ other: Statistics) -> Double {
        (mean - other.mean)
            / (variance / Double(sorted.count) + other.variance / Double(other.sorted.count)).squareRoot()
    }
}
