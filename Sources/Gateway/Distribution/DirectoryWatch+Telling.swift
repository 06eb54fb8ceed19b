internal import Envelope

extension DirectoryWatch {
    /// How many partners are told at a time.
    private static let tellingAtOnce = 16

    /// Tells every other party with a node that an edition is out; who can't be reached fetches it on schedule.
    func tell(_ edition: ChainReference) async {
        let own = keeper.settings.own
        let parties = keeper.current.directory.parties.filter { party in
            guard case .https = party.endpoint else { return false }
            return party.oin != own
        }
        let silent = await withTaskGroup(of: String?.self) { group in
            var waiting = parties[...]
            func next() {
                guard let party = waiting.popFirst() else { return }
                group.addTask { [fetcher] in
                    await fetcher.tell(edition, to: party).map { "party \(party.oin): \($0)" }
                }
            }
            for _ in 0..<Self.tellingAtOnce { next() }
            var silent: [String] = []
            for await answer in group {
                if let answer { silent.append(answer) }
                next()
            }
            return silent
        }
        keeper.tellTelling(edition, told: parties.count - silent.count, silent: silent)
    }
}
