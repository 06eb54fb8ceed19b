/// The words in which coordinators read about messages.
enum MessageTerms {
    static func text(_ state: MessageSummary.State) -> String {
        switch state {
        case .outbound(let state): text(state)
        case .inbound(.accepted): "aangenomen"
        case .inbound(.rejected): "geweigerd"
        }
    }

    static func text(_ state: OutboundState) -> String {
        switch state {
        case .queued: "wacht op verzending"
        case .sending: "wordt verzonden"
        case .deferred: "uitgesteld"
        case .delivered: "afgeleverd"
        case .overhandigd: "overhandigd"
        case .failed: "mislukt"
        case .cancelled: "geannuleerd"
        }
    }

    static func direction(_ id: StoredMessageID) -> String {
        switch id {
        case .outbound: "uit"
        case .inbound: "in"
        }
    }

    /// What a state is called in JSON and on the command line.
    static func name(_ state: MessageSummary.State) -> String {
        switch state {
        case .outbound(let state): state.rawValue
        case .inbound(let state): state.rawValue
        }
    }

    /// By its name or by its Dutch words, with hyphens for blanks.
    static let states: [(name: String, state: MessageSummary.State)] = {
        let all =
            OutboundState.allCases.map { MessageSummary.State.outbound($0) }
            + InboundState.allCases.map { MessageSummary.State.inbound($0) }
        return all.map { (name($0), $0) } + all.map { (text($0).replacing(" ", with: "-"), $0) }
    }()

    static func state(_ word: String) throws(CommandError) -> MessageSummary.State {
        guard let found = states.first(where: { $0.name == word.lowercased() }) else {
            throw .usage(
                "--state \(word) is not known", remedy: Suggestion.sentence(for: word, among: states.map(\.name)))
        }
        return found.state
    }
}
