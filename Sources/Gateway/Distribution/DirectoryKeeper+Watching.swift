internal import Envelope
internal import Synchronization

extension DirectoryKeeper {
    /// A partner shows an edition that is not newer: is it one that this node has seen?
    func compare(_ edition: ChainReference, from party: OIN) {
        guard let seen = memory.seen.first(where: { $0.sequence == edition.sequence }), seen != edition else { return }
        let claim = "party \(party) works with another edition"
        // One of each party: whoever claims a new one with each message must not push out the alarms about others.
        guard !memory.alarms.contains(where: { $0.sentence.hasPrefix(claim) }) else { return }
        let sentence =
            "\(claim) \(edition.sequence) than this node has seen: there are two truths; call the administrator"
        raise(DirectoryEvent(.alarm, AdmissionReason.fork.rawValue, sentence, edition: edition, at: clock()))
    }

    /// Keeps an alarm until somebody acknowledges it.
    private func raise(_ event: DirectoryEvent) {
        change { memory in
            // What partners claim may fill a list, not the disk.
            _ = memory.raise(event.code, event.sentence, at: event.time)
        }
        tell(event)
    }

    /// The partners are being told of an edition.
    func markTold(_ edition: ChainReference) {
        change { memory in
            if memory.accepted == edition { memory.isToBeTold = false }
        }
    }

    func tellTelling(_ edition: ChainReference, told: Int, silent: [String]) {
        var sentence = "\(told) partners were told of edition \(edition.sequence)"
        if !silent.isEmpty {
            sentence +=
                "; \(silent.count) were not, and fetch it on schedule: "
                + silent.prefix(5).joined(separator: "; ")
        }
        tell(DirectoryEvent(.notice, "directory-told", sentence, edition: edition, at: clock()))
    }

    /// Warns of what ends soon: the edition, its confirmation and lists, the keys of the own party. Each step is told once.
    func warnOfExpiry() {
        let now = clock()
        for expiry in Expiry.all(of: settings.own, in: current, at: now) {
            guard let warning = expiry.warning(at: now), let sentence = expiry.sentence(at: now) else { continue }
            tell(
                DirectoryEvent(
                    .warning, Self.code(expiry.kind, warning), sentence, edition: current.edition, expiry: expiry.kind,
                    at: now))
        }
    }

    private static func code(_ kind: Expiry.Kind, _ warning: ExpiryWarning) -> String {
        "\(kind == .edition ? "edition" : kind.rawValue)-\(warning.isOver ? "expired" : "expiring")"
    }

    /// Changes the memory, in the folder and here.
    func change(_ body: (inout DirectoryMemory) -> Void) {
        do throws(DistributionError) {
            try desk.folder.locked { () throws(DistributionError) in
                let found = desk.folder.memoryMark
                let old = try desk.folder.memory()
                var memory = old
                body(&memory)
                guard memory != old else { return }
                try desk.folder.write(memory)
                let mark = desk.folder.memoryMark
                state.withLock { state in
                    // What somebody else changed meanwhile is for takeOver.
                    guard state.mark == found else { return }
                    state.memory = memory
                    state.mark = mark
                }
            }
        } catch {
            tell(DirectoryEvent(.warning, error.reason.rawValue, error.sentence, at: clock()))
        }
    }
}
