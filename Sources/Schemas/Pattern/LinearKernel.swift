/// Where all ways of a `LinearSimulation` are after a code point: the instructions reached, in the order of arrival.
struct LinearKernel: Hashable, Sendable {
    let instructions: [UInt16]
    /// What was read last.
    let before: LinearSimulation.Side

    static let start = LinearKernel(instructions: [0], before: .edge)

    func hash(into hasher: inout Hasher) {
        var mixed = UInt64(before.rawValue)
        for instruction in instructions { mixed = (mixed ^ UInt64(instruction)) &* 0x9E37_79B9_7F4A_7C15 }
        hasher.combine(mixed)
    }
}
