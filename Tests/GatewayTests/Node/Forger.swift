import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// Makes messages by hand, as software that keeps to no rule but has a party's keys.
struct Forger {
    let group: NodeGroup
    let number: Int
    /// Signs with a key that is in no directory.
    let isStranger: Bool

    init(_ group: NodeGroup, as number: Int, isStranger: Bool = false) throws {
        self.group = group
        self.number = number
        self.isStranger = isStranger
    }

    private var directory: DirectorySnapshot {
        get throws { try #require(group.nodes.values.first).directory.current }
    }

    /// A CloudEvents document.
    ///
    /// - Parameter seconds: how much later than now it says it was made.
    func message(
        _ type: String, _ data: JSONTree, to receiver: Int, dossier: UniqueID = .random(),
        id: UniqueID = StoreFixture.messageID(), edition: ChainReference? = nil, seconds: Int64 = 0
    ) throws -> [UInt8] {
        let snapshot = try directory
        let form = try #require(snapshot.routing.profile.forms[type])
        let own = try SampleRegion.oin(number)
        let attributes = MessageAttributes(
            id: id, source: try #require(MessageSource(party: own, system: "vervalser")),
            name: try #require(MessageName(type)), subject: dossier, time: group.clock.now.adding(seconds: seconds),
            dataSchema: form.schemaURI, recipient: try SampleRegion.oin(receiver),
            directory: edition ?? snapshot.edition)
        return try attributes.encoded(with: data)
    }

    /// Sealed for the contactpersonen of a party.
    ///
    /// - Parameter other: signs instead of the party's own key.
    func envelope(
        _ message: [UInt8], to receiver: Int, byNode: Bool = false, signer other: MessageSigner? = nil
    ) throws -> [UInt8] {
        let snapshot = try directory
        let now = group.clock.now
        let party = try #require(snapshot.directory.party(try SampleRegion.oin(number)))
        let ring = group.region.ring(of: number)
        let known =
            byNode
            ? ring.signer(ofNodeIn: party, at: now)
            : ring.signer(ofPerson: SampleRegion.mail(number, 1), in: party, at: now)
        var signer = try #require(other ?? known)
        if isStranger {
            let mint = try CertificateMint.shared.get()
            let holder = try mint.issue("Vreemde", oin: SampleRegion.oinText(number), mail: nil, use: .signing)
            signer = try MessageSigner(certificate: holder.certificate, key: holder.key)
        }
        let outcome = snapshot.routing.delivery(
            from: party.oin, to: try SampleRegion.oin(receiver), message: "registratie", in: snapshot.directory, at: now
        )
        let target = try #require(outcome.deliveries.first)
        return try Sealer(signer).seal(message, for: target.addressees.map(\.recipient), suite: target.suite, at: now)
            .envelope
    }

    /// Posts an envelope to the AS2 address of a node.
    func raw(
        _ body: [UInt8], to receiver: Int, outerFrom: Int? = nil, outerTo: Int? = nil,
        messageID: String = "<proef@proef>",
        headers more: [String: String] = [:]
    ) async throws -> HTTPResponse {
        var headers = [
            "AS2-Version": "1.0", "AS2-From": SampleRegion.oinText(outerFrom ?? number),
            "AS2-To": SampleRegion.oinText(outerTo ?? receiver), "Message-ID": messageID,
            "Content-Type": "application/pkcs7-mime; smime-type=authEnveloped-data",
            "Disposition-Notification-To": "proef",
        ]
        headers.merge(more) { _, new in new }
        var settings = DeliverySettings()
        settings.authorities = [try LoopbackTLS.shared.get().authorities]
        settings.allowedPrivateNetworks = ["127.0.0.0/8"]
        let loop = try TransferLoop(settings)
        defer { loop.close() }
        let call = HTTPCall(
            url: "https://127.0.0.1:\(try group[receiver].node.port)/as2", headers: headers.map { ($0.key, $0.value) },
            body: body)
        let answer = try await loop.perform(call).get()
        return HTTPResponse(
            status: answer.status, headers: ["Content-Type": answer.header("Content-Type") ?? ""], body: answer.body)
    }

    /// What the signed receipt says.
    func send(
        _ type: String, _ data: JSONTree, to receiver: Int = 2, dossier: UniqueID = .random(),
        id: UniqueID = StoreFixture.messageID(), byNode: Bool = false
    ) async throws -> String {
        let message = try message(type, data, to: receiver, dossier: dossier, id: id)
        return try await disposition(of: message, to: receiver, byNode: byNode)
    }

    func disposition(
        of message: [UInt8], to receiver: Int, outerFrom: Int? = nil, outerTo: Int? = nil, byNode: Bool = false,
        headers: [String: String] = [:]
    ) async throws -> String {
        let response = try await raw(
            try envelope(message, to: receiver, byNode: byNode), to: receiver, outerFrom: outerFrom, outerTo: outerTo,
            headers: headers)
        let text = String(decoding: response.body, as: UTF8.self)
        let line = try #require(
            text.split(separator: "\r\n").first { $0.hasPrefix("Disposition: ") }, "no receipt: \(response.status)")
        return String(line.dropFirst("Disposition: automatic-action/MDN-sent-automatically; ".count))
    }
}
