internal import Envelope
internal import Schemas

/// A contactpersoon reads a message that arrived: the reading is recorded, and the sender is told.
struct StoredMessageOpening {
    let access: NodeAccess
    let store: Store
    let directory: DirectorySnapshot
    let reader: Contactpersoon

    static let options: [OptionDescriptor] = [
        NodeAccess.folderOption,
        .value("as", "MAIL", "the contactpersoon who reads it, when the message is in a node's store"),
        .value("party", short: "p", "DIGITS", "of which party, when several have this id: its OIN"),
    ]

    /// - Throws: `CommandError` unless the reader is an active contactpersoon of this party. That he is refused is recorded.
    init(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) {
        access = try NodeAccess(arguments, on: console)
        let typed = try arguments.required("as")
        guard let mail = MailText.checked(typed) else { throw .usage("--as \(typed) is no mail address") }
        directory = try access.directory(on: console)
        store = try access.store(arguments, on: console)
        let own = directory.directory.party(access.configuration.party)
        let people = own?.activeContactpersonen(at: SystemClock.now) ?? []
        guard let person = people.first(where: { $0.mail == mail }) else {
            let found = try? MessageChoice.find(arguments, in: store, direction: .inbound)
            try Self.recordRefusal(
                "no-contactpersoon", of: mail, UniqueID(arguments.operands[0]),
                found?.count == 1 ? found?.first : nil, in: access, store)
            throw .refused(
                "\(mail) is geen contactpersoon van deze partij",
                remedy: Suggestion.sentence(for: mail, among: people.map(\.mail)))
        }
        reader = person
    }

    /// The content, after the reading is on disk in the audit log and the receipt chain.
    func content(_ arguments: ParsedArguments) throws(CommandError) -> (summary: MessageSummary, bytes: [UInt8]) {
        let found = try MessageChoice.find(arguments, in: store, direction: .inbound)
        guard found.count == 1 else {
            throw .usage("several parties sent a message with this id", remedy: "give --party: its OIN")
        }
        let (summary, store, reader) = (found[0], store, reader)
        let bytes: [UInt8]
        do throws(StoreError) { bytes = try store.content(of: summary.id) } catch {
            if let code = Self.code(error) {
                try Self.recordRefusal(code, of: reader.mail, summary.id.message, summary, in: access, store)
            }
            throw CommandError(error)
        }
        let now = SystemClock.now
        let record = AuditRecord(
            time: now, actor: reader.mail, action: .open, party: summary.id.partner, message: summary.id.message,
            dossier: summary.dossier, detail: summary.type)
        try access.change { () async throws(StoreError) in
            try await store.recordStep(
                ReceiptStep(.geopend, time: now, by: reader.mail), of: summary.id, audit: [record])
        }
        return (summary, bytes)
    }

    /// - Parameter summary: nil when it is not one message of this store.
    private static func recordRefusal(
        _ code: String, of mail: String, _ message: UniqueID?, _ summary: MessageSummary?, in access: NodeAccess,
        _ store: Store
    ) throws(CommandError) {
        let record = AuditRecord(
            time: SystemClock.now, actor: mail, action: .open, party: summary?.id.partner, message: message,
            dossier: summary?.dossier, result: code, detail: summary?.type)
        try access.change { () async throws(StoreError) in try await store.record([record]) }
    }

    /// Why there is no content to read, in the audit log; nil when the machine failed.
    private static func code(_ error: StoreError) -> String? {
        switch error.reason {
        case .destroyed: "destroyed"
        case .keyMissing: "key-missing"
        case .damaged: "damaged"
        default: nil
        }
    }

    /// Queues the message that tells the sender who opened it; nothing for a message that is never answered.
    ///
    /// - Throws: `CommandError` with the reason why it was not queued. The reading itself is recorded all the same.
    func tellSender(_ summary: MessageSummary) throws(CommandError) {
        let profile = directory.routing.profile
        guard profile.message(summary.type)?.isAnswered == true,
            let type = profile.messages.first(where: { $0.service == .opened })?.name,
            let source = MessageSource(party: access.configuration.party, system: access.configuration.system)
        else { return }
        let data: JSONTree = [
            "bericht": .string(summary.id.message.description), "contactpersoon": .string(reader.name),
            "geopendOp": .string(SystemClock.now.description),
        ]
        let outbound = Outbound(
            composer: Composer(source: source), store: store, directory: StandingDirectory(current: directory),
            clock: NodeClock(), onStored: {})
        var submission = Submission(type: type, data: data.encoded(), releasedBy: .node)
        submission.answeredParty = summary.id.partner
        let message = submission
        do throws(SubmissionError) {
            _ = try Awaited.value { () async throws(SubmissionError) in try await outbound.submit(message) }
        } catch {
            throw .failed("de afzender krijgt geen bericht dat het geopend is: \(error)")
        }
        StoreBell.ring(at: access.configuration.store)
    }
}
