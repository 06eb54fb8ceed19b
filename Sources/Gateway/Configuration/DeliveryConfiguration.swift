internal import Envelope

/// How messages go out.
struct DeliveryConfiguration: Hashable, Sendable {
    /// Seconds, for each phase of an attempt.
    struct Timeouts: Hashable, Sendable {
        let connect: Int
        let tls: Int
        let idle: Int
        let whole: Int
    }

    /// Address ranges.
    let allowPrivate: [String]
    /// A URL.
    let proxy: String?
    /// An absolute path; nil for the system's authorities.
    let authorities: String?
    let client: TLSFiles?
    /// For these partners, instead of ``client``.
    let partnerClients: [OIN: TLSFiles]
    let timeouts: Timeouts
    let attemptsAtOnce: Int
    let perPartner: Int
    /// Partners whose receipts come later.
    let asynchronous: Set<OIN>
    let retry: RetryConfiguration
}
