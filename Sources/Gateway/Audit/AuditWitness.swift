internal import Envelope

/// Somebody outside the log who knows what one of its entries was: a partner who got it in a receipt, or a checkpoint.
struct AuditWitness: Hashable, Sendable {
    let reference: ChainReference
    /// Who says so, such as a partner's OIN with a message id.
    let holder: String
}
