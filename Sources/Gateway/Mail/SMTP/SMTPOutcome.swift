/// What became of one attempt to hand a mail to a server. All reasons are Dutch, for a coordinator, without personal data.
enum SMTPOutcome: Hashable, Sendable {
    /// The server took it over, and answered so. That it was delivered is not said.
    case accepted
    /// Not now: try again later, with the same Message-ID.
    case later(String)
    /// The server refuses this mail or an address: a person must act.
    case refused(String)
    /// The server can't be reached or used as this node demands: nothing was handed over, or it is unknown.
    case unreachable(String)
}
