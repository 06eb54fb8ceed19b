internal import Envelope

/// A message that arrived: its id, and the party that sent it. Two parties may use the same id; one may not use it twice.
struct InboundID: Hashable, Sendable, CustomStringConvertible {
    let message: UniqueID
    let source: OIN

    var description: String { "\(message) from \(source)" }
}
