internal import Envelope
internal import Schemas

/// One judgement: from what was handed over to what is in force afterwards, with everything worth telling about it.
struct DirectoryHearing {
    let desk: DirectoryDesk
    let source: String?
    let now: UTCTime
    private let old: DirectorySnapshot?
    private(set) var outcome: DirectoryDesk.Outcome
    private var memory: DirectoryMemory
    private var statement: FreshnessStatement?
    private var signedStatement: [UInt8]?
    private var signers: [Certificate] = []

    init(desk: DirectoryDesk, standing: DirectoryDesk.Standing, source: String?, now: UTCTime) {
        self.desk = desk
        self.source = source
        self.now = now
        old = standing.snapshot
        memory = standing.memory
        outcome = DirectoryDesk.Outcome(standing: standing)
    }

    mutating func hear(edition: [UInt8]?, freshness: [UInt8]?, isPlaced: Bool) throws(DistributionError) {
        var signed: SignedDirectory?
        if let edition {
            guard edition != old?.signed else {
                return try hear(edition: nil, freshness: freshness, isPlaced: isPlaced)
            }
            do throws(DistributionError) {
                signed = try desk.verified(edition, after: old?.directory, memory)
                if let earlier = old?.directory { signed?.directory.takeCertificates(from: earlier) }
            } catch {
                return note(.warning, error.reason.rawValue, "\(error.sentence); \(error.remedy)")
            }
        }
        let candidate = signed?.directory
        signers = signed?.signatures.map(\.certificate) ?? []
        readStatement(freshness, candidate, isPlaced: isPlaced)
        if let candidate, let edition {
            try judge(candidate, signed: edition, isPlaced: isPlaced)
        } else if let directory = old?.directory {
            try judgeStatement(directory)
        }
    }

    /// Takes the newest of the statement that was handed over and the one in the folder.
    private mutating func readStatement(_ file: [UInt8]?, _ candidate: Directory?, isPlaced: Bool) {
        statement = old?.freshness
        guard let file, file != old?.signedFreshness else { return }
        var reason: SignedDirectoryError?
        for directory in [candidate, old?.directory].compactMap(\.self) {
            do throws(SignedDirectoryError) {
                let read = try desk.statement(file, for: directory)
                if let known = statement, !Self.isNewer(read, than: known) {
                    // Sources may lag behind; who places one by hand expects it to count.
                    if isPlaced { noteOlder(read, known, isAlone: candidate == nil) }
                    return
                }
                statement = read
                signedStatement = file
                return
            } catch {
                reason = reason ?? error
            }
        }
        if let reason { note(.warning, DistributionError.Reason.signature.rawValue, "freshness statement: \(reason)") }
    }

    private mutating func noteOlder(_ read: FreshnessStatement, _ known: FreshnessStatement, isAlone: Bool) {
        note(
            isAlone ? .warning : .notice, "freshness-older",
            "the freshness statement of \(read.time) about edition \(read.edition.sequence) was not taken: the node has that of "
                + "\(known.time) about edition \(known.edition.sequence), which is no older; make a new one with directory freshen"
        )
    }

    private static func isNewer(_ statement: FreshnessStatement, than other: FreshnessStatement) -> Bool {
        statement.time == other.time
            ? statement.edition.sequence > other.edition.sequence : statement.time > other.time
    }

    private mutating func judge(_ candidate: Directory, signed: [UInt8], isPlaced: Bool) throws(DistributionError) {
        let requested = try requested(candidate)
        let admission = DirectoryAdmission(region: desk.pins.region, own: desk.own, profile: desk.routing.profile)
        let outcome = admission.decide(
            candidate, memory: DirectoryAdmission.Memory(accepted: old?.directory, seen: Set(memory.seen)),
            freshness: statement, requested: requested, now: now)
        switch outcome {
        case .adopted(let directory): try adopt(directory, signed: signed, isPlaced: isPlaced)
        case .unchanged: try keep(old?.directory)
        case .refused(let findings, let keeping): try refuse(candidate, findings, keeping)
        }
    }

    /// The changes of the own entry that this party asked for.
    private func requested(_ candidate: Directory) throws(DistributionError) -> Set<PartyChange> {
        guard let own = desk.own, let accepted = old?.directory else { return [] }
        let step = EntryStep(
            edition: candidate.edition, old: accepted.party(own), new: candidate.party(own),
            changes: DirectoryDifference.changes(of: own, from: accepted, to: candidate))
        return try desk.folder.asked().granted(step, at: now)
    }

    /// A statement alone confirms the edition in force, or tells that there is a later one.
    private mutating func judgeStatement(_ directory: Directory) throws(DistributionError) {
        guard let statement else { return }
        let isMissing =
            statement.edition.sequence > directory.edition.sequence && !memory.seen.contains(statement.edition)
        guard signedStatement != nil else {
            // A source may give now what it did not give with the same statement before.
            if isMissing { outcome.missing = statement.edition }
            return
        }
        let findings = DirectoryAdmission.freshnessFindings(
            statement, for: directory.edition, region: directory.header.region, now: now)
        let doubts = findings.filter { $0.reason != .withheld }
        note(doubts)
        guard doubts.isEmpty else { return try write() }
        if isMissing { outcome.missing = statement.edition }
        try keep(directory)
    }

    private mutating func adopt(_ directory: Directory, signed: [UInt8], isPlaced: Bool) throws(DistributionError) {
        try desk.folder.write(signed, edition: directory.edition)
        retireOld()
        memory.accepted = directory.edition
        memory.see(directory.edition)
        memory.suspended = []
        memory.revoked = [:]
        memory.isToBeTold = isPlaced
        memory.signers = signers.map(\.encoded)
        memory.pins = desk.pinsHash
        if let old {
            memory.note(EditionNotes(old: old.directory, new: directory, signers: signers).notes(at: now))
            if let own = desk.own {
                memory.part(
                    from: DepartedKey.keys(
                        from: old.directory.party(own), to: directory.party(own),
                        retention: desk.routing.profile.keyTerms.overlap, at: now))
            }
        }
        confirm()
        try write()
        outcome.isAdopted = true
        outcome.standing.snapshot = try desk.snapshot(desk.applying(memory, to: directory), signed, memory)
        note(
            .notice, "directory-adopted",
            "edition \(directory.edition.sequence) is in force, valid until \(directory.header.validUntil)",
            edition: directory.edition)
        for oin in directory.suspended.map(\.description).sorted() {
            note(.warning, "party-suspended", "party \(oin) breaks a rule: nothing is sent to it or accepted from it")
        }
    }

    /// Keeps who signed the edition that ends. A disk that can't must not keep a node from what the next one revokes.
    private mutating func retireOld() {
        guard let old else { return }
        do throws(DistributionError) { try desk.folder.retire(old.edition, signers: memory.signers) } catch {
            note(
                .warning, "edition-not-kept",
                "who signed edition \(old.edition.sequence) could not be kept for evidence: \(error.sentence); "
                    + error.remedy, edition: old.edition)
        }
    }

    /// Goes on with an edition, perhaps with more parties suspended or keys revoked, and with the newest statement.
    private mutating func keep(_ directory: Directory?) throws(DistributionError) {
        confirm()
        try write()
        guard let directory, let old else { return }
        outcome.standing.snapshot = try desk.snapshot(directory, old.signed, memory)
    }

    private mutating func refuse(
        _ candidate: Directory, _ findings: [AdmissionFinding], _ keeping: Directory?
    ) throws(DistributionError) {
        let isKnown = memory.seen.contains(candidate.edition)
        if !findings.contains(where: { $0.reason == .fork }) { memory.see(candidate.edition) }
        if let old, let keeping, findings.allSatisfy({ $0.reason == .ruleOfTwo }) {
            memory.suspended.formUnion(keeping.suspended.subtracting(old.directory.suspended))
            for key in candidate.parties.flatMap(\.keys) {
                if let moment = key.life.revokedAt { memory.revoked[key.certificate.encoded] = moment }
            }
        }
        // A source that merely is behind handed over what the node had before: nobody is to be alarmed for that.
        note(findings, edition: candidate.edition, isHarmless: isKnown)
        try keep(keeping)
    }

    /// A statement confirms that the node knows everything there is: the edition in force, or a later one that it refused.
    private mutating func confirm() {
        guard let statement, memory.seen.contains(statement.edition) else { return }
        memory.confirmed = max(memory.confirmed ?? statement.time, statement.time)
    }

    private mutating func write() throws(DistributionError) {
        if let signedStatement { try desk.folder.write(freshness: signedStatement) }
        if memory != outcome.standing.memory { try desk.folder.write(memory) }
        outcome.standing.memory = memory
    }

    private mutating func note(
        _ findings: [AdmissionFinding], edition: ChainReference? = nil, isHarmless: Bool = false
    ) {
        for finding in findings {
            let isAlarm = finding.reason.isAlarm && !(isHarmless && finding.reason == .rollback)
            if isAlarm { _ = memory.raise(finding.reason.rawValue, finding.sentence, at: now) }
            note(isAlarm ? .alarm : .warning, finding.reason.rawValue, finding.sentence, edition: edition)
        }
    }

    private mutating func note(
        _ level: DirectoryEvent.Level, _ code: String, _ sentence: String, edition: ChainReference? = nil
    ) {
        outcome.events.append(
            DirectoryEvent(level, code, sentence, edition: edition, source: source, at: now))
    }
}
