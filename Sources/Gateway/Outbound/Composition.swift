internal import Envelope

/// A message as it is to be stored: one delivery for each receiving party, and what goes with them in the transaction.
struct Composition: Sendable {
    let deliveries: [NewDelivery]
    let change: DossierChange?
    let audit: [AuditRecord]
    let report: SubmissionReport

    /// Both, to be stored in one transaction; the report is that of this one.
    func joined(with other: Composition) -> Composition {
        Composition(
            deliveries: deliveries + other.deliveries, change: change ?? other.change, audit: audit + other.audit,
            report: report)
    }
}
