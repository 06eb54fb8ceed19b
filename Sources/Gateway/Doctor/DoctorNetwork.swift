internal import Envelope
internal import Foundation

/// The ways to this node and to a partner, over TLS as messages go.
struct DoctorNetwork {
    let configuration: NodeConfiguration
    let loop: TransferLoop

    init(_ configuration: NodeConfiguration) throws(DeliverySettingsError) {
        self.configuration = configuration
        loop = try TransferLoop(DeliverySettings(configuration.delivery))
    }

    /// Whether the address in the directory leads to a node, with a TLS certificate that counts.
    func own(_ snapshot: DirectorySnapshot) -> DoctorFinding? {
        guard case .https(let url)? = snapshot.directory.party(configuration.party)?.endpoint else { return nil }
        switch answer(HTTPCall(url: url, method: .get, responseLimit: 64 << 10)) {
        case .success(let answer):
            return .good("bereikbaar", "\(url) antwoordt over TLS (\(answer.status))")
        case .failure(let failure):
            return .wrong(
                "bereikbaar", "\(url): \(failure.reason)",
                "draait het knooppunt (weerthuis serve), en laten firewall en proxy het door?")
        }
    }

    /// A signed request to a partner's node and its signed answer: name, TLS, both keys, the clock. No message is sent.
    func partner(
        _ oin: OIN, _ snapshot: DirectorySnapshot, _ keys: KeyRing, at now: UTCTime
    ) -> [DoctorFinding] {
        guard let party = snapshot.directory.party(oin) else {
            return [
                .wrong("partner", "\(oin) staat niet in het adresboek", "weerthuis directory show noemt de partijen")
            ]
        }
        guard case .https(let url) = party.endpoint else {
            return [.warning("partner", "\(party.name) is per mail bereikbaar", "dat is zo niet te beproeven")]
        }
        let date = clock(url, party.name, now)
        let signer = snapshot.directory.party(configuration.party)
            .flatMap { keys.signer(ofNodeIn: $0, at: now) }.map {
                RequestSigner(certificate: $0.certificate, key: $0.key)
            }
        let fetcher = DirectoryFetcher(
            transport: { [loop] in await loop.perform($0) }, signer: { signer }, clock: { now })
        let answer = Awaited.value { () async -> DirectoryFetcher.Answer in await fetcher.statement(from: url) }
        return [date].compactMap(\.self) + [judge(answer, party, snapshot)]
    }

    private func judge(
        _ answer: DirectoryFetcher.Answer, _ party: Party, _ snapshot: DirectorySnapshot
    ) -> DoctorFinding {
        switch answer {
        case .failed(let reason):
            return .wrong("partner", "\(party.name): \(reason)", "vraag de beheerder daar ernaar")
        case .unchanged:
            return .good("partner", "\(party.name) antwoordt")
        case .content(let bytes):
            let document = try? SignedDocument(encoded: bytes).unverifiedContent
            let edition = document.flatMap { try? FreshnessStatement(parsing: $0).edition }
            guard let edition else {
                return .wrong("partner", "\(party.name) geeft geen leesbaar antwoord", "vraag de beheerder daar ernaar")
            }
            guard edition == snapshot.edition else {
                return .warning(
                    "partner", "\(party.name) antwoordt, en werkt met uitgave \(edition.sequence) van het adresboek",
                    "hier is het uitgave \(snapshot.edition.sequence); wie achterloopt haalt de nieuwste op")
            }
            return .good("partner", "\(party.name) kent de sleutel van dit knooppunt en heeft hetzelfde adresboek")
        }
    }

    /// The partner's clock, by the Date of its answer.
    private func clock(_ url: String, _ name: String, _ now: UTCTime) -> DoctorFinding? {
        guard case .success(let answer) = answer(HTTPCall(url: url, method: .get, responseLimit: 64 << 10)),
            let text = answer.header("Date"), let date = Self.date(text)
        else { return nil }
        return DoctorSystem.clock(date, of: name, at: SystemClock.now)
    }

    private func answer(_ call: HTTPCall) -> Result<HTTPAnswer, TransferFailure> {
        Awaited.value { [loop] () async -> Result<HTTPAnswer, TransferFailure> in await loop.perform(call) }
    }

    /// An HTTP date (RFC 9110 section 5.6.7), such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func date(_ text: String) -> UTCTime? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = text.split(separator: " ")
        guard parts.count == 6, let day = Int(parts[1]), let month = months.firstIndex(of: String(parts[2])),
            let year = Int(parts[3]), parts[5] == "GMT"
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3 else { return nil }
        return UTCTime(year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1], second: clock[2])
    }
}
