import Testing

@testable import Envelope

struct OpenerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let suite: Suite
        let signer: KeyAlgorithm
        let contacts: [KeyAlgorithm]
        var testDescription: String { "\(suite) \(signer) → \(contacts)" }
    }

    static let cases: [Case] = [Suite.gcm, .cbc].flatMap { suite in
        [
            Case(suite: suite, signer: .p256, contacts: [.p256]),
            Case(suite: suite, signer: .p256, contacts: [.p256, .p256]),
            Case(suite: suite, signer: .p384, contacts: [.p384, .p256]),
            Case(suite: suite, signer: .rsa(bits: 3072), contacts: [.rsa(bits: 3072), .p384]),
        ]
    }

    @Test(arguments: cases)
    func `each recipient opens what was sealed`(example: Case) throws {
        let exchange = try Exchange(example.suite, signer: example.signer, contacts: example.contacts)
        let message = try exchange.message()
        let sealed = try exchange.seal(message)
        for index in example.contacts.indices {
            let opened = try exchange.open(sealed.envelope, with: try exchange.opener(contact: index))
            #expect(opened.bytes == message)
            #expect(opened.signed.signature.mic == sealed.mic)
            #expect(opened.signed.signature.signingTime == Region.now)
            #expect(opened.signed.signature.signer.certificate == exchange.signer.certificate)
            #expect(opened.signed.openedBy == exchange.contacts[index].certificate)
            #expect(opened.message.attributes.recipient == exchange.receiver)
        }
    }

    @Test func `opens many messages with the same contexts`() throws {
        let exchange = try Exchange()
        let (sealer, opener) = (try exchange.sealer(), try exchange.opener())
        let recipients = try exchange.contacts.map { try Recipient($0.certificate) }
        for padding in [0, 1, 15, 16, 17, 1000, 100_000] {
            let message = try exchange.message(padding: padding)
            let sealed = try sealer.seal(message, for: recipients, suite: .gcm, at: Region.now)
            #expect(try exchange.open(sealed.envelope, with: opener).bytes == message)
            #expect(throws: OpenError.self) { try exchange.open(Array(sealed.envelope.dropLast()), with: opener) }
        }
    }

    @Test func `RSA v1.5 opens only where the entry says so`() throws {
        var exchange = try Exchange(.cbc, contacts: [.rsa(bits: 3072)])
        let recipient = try Recipient(exchange.contacts[0].certificate, allowsRSA15: true)
        let sealed = try exchange.sealer().seal(
            try exchange.message(), for: [recipient], suite: .cbc, at: Region.now)
        expect(.keyScheme) { try exchange.open(sealed.envelope) }
        exchange.partner = Partner(exchange.sender, suite: .cbc, allowsRSA15: true)
        _ = try exchange.open(sealed.envelope)
        var changed = sealed.envelope
        let start = try encryptedKeyStart(changed, count: 384)
        changed[start + 100] ^= 0x04
        expect(.unwrap) { try exchange.open(changed) }
    }

    @Test func `no flipped bit goes unnoticed`() throws {
        let exchange = try Exchange(contacts: [.p256])
        let envelope = try exchange.seal(try exchange.message()).envelope
        let opener = try exchange.opener()
        for index in envelope.indices {
            var changed = envelope
            changed[index] ^= UInt8(1 << (index % 8))
            #expect(throws: OpenError.self, "byte \(index)") { try exchange.open(changed, with: opener) }
        }
    }

    /// CBC lets anybody change a letter of the outer MIME header to the other case; what was signed never changes.
    @Test func `no flipped bit changes a message of suite cbc`() throws {
        let exchange = try Exchange(.cbc, contacts: [.p256])
        let message = try exchange.message()
        let envelope = try exchange.seal(message).envelope
        let opener = try exchange.opener()
        var refused = 0
        for index in envelope.indices {
            var changed = envelope
            changed[index] ^= UInt8(1 << (index % 8))
            do {
                #expect(try exchange.open(changed, with: opener).bytes == message, "byte \(index)")
            } catch is OpenError { refused += 1 }
        }
        #expect(refused > envelope.count * 95 / 100)
    }

    @Test func `every cut is refused`() throws {
        let exchange = try Exchange(contacts: [.p256])
        let envelope = try exchange.seal(try exchange.message()).envelope
        let opener = try exchange.opener()
        for count in 0..<envelope.count {
            expect(.der) { try exchange.open(Array(envelope.prefix(count)), with: opener) }
        }
        expect(.der) { try exchange.open(envelope + [0], with: opener) }
    }

    @Test func `tag, nonce, ciphertext and key each have their reason`() throws {
        let exchange = try Exchange(contacts: [.p256])
        let envelope = try exchange.seal(try exchange.message()).envelope
        let structure = try ReadEnvelope(envelope.span, due: .gcm)
        let recipients = try ReadRecipients(structure.recipients, maximum: 2, in: envelope.span)
        let tag = try #require(structure.tag)
        let key = try #require(recipients.all.first).encryptedKey
        let places = [
            (tag.lowerBound, OpenReason.tag), (structure.iv.lowerBound, .tag),
            (structure.content[0].lowerBound, .tag), (key.lowerBound, .unwrap),
        ]
        for (place, reason) in places {
            var changed = envelope
            changed[place] ^= 1
            expect(reason) { try exchange.open(changed) }
        }
    }

    @Test(arguments: [
        (TrustedSigner.Status.next, OpenReason.signerStatus), (.retired, .signerStatus), (.revoked, .signerStatus),
        (.retiring(until: Region.now.adding(seconds: -1)), .signerStatus),
    ])
    func `refuses a signer that is not in force`(status: TrustedSigner.Status, reason: OpenReason) throws {
        let exchange = try Exchange(contacts: [.p256])
        let envelope = try exchange.seal(try exchange.message()).envelope
        expect(reason) { try exchange.open(envelope, with: try exchange.opener(status: status)) }
    }

    @Test func `accepts a retiring signer within its overlap`() throws {
        let exchange = try Exchange(contacts: [.p256])
        let envelope = try exchange.seal(try exchange.message()).envelope
        _ = try exchange.open(envelope, with: try exchange.opener(status: .retiring(until: Region.now)))
    }

    @Test func `refuses what is meant for others, or comes from others`() throws {
        let exchange = try Exchange(contacts: [.p256])
        let other = try Exchange.oin("00000099000000003000")
        let envelope = try exchange.seal(try exchange.message()).envelope
        let opener = try exchange.opener()
        expect(.outerSender, isSenderVerified: true) {
            try opener.open(envelope, from: Partner(other), to: exchange.receiver, at: Region.now)
        }
        expect(.outerRecipient, isSenderVerified: true) {
            try opener.open(envelope, from: exchange.partner, to: other, at: Region.now)
        }
        expect(.source, isSenderVerified: true) {
            try exchange.open(envelope, with: try exchange.opener(party: other))
        }
        let elsewhere = try exchange.seal(try exchange.message(recipient: other)).envelope
        expect(.recipient, isSenderVerified: true) { try exchange.open(elsewhere) }
        expect(.signerUnknown) {
            try exchange.open(envelope, with: try Exchange(contacts: [.p256]).opener(for: exchange))
        }
        expect(.recipientUnknown) { try exchange.open(envelope, with: try Exchange(contacts: [.p256]).opener()) }
    }

    @Test(
        arguments: [
            (-14 * 86_400 - 1, false), (-14 * 86_400, true), (600, true), (601, false),
        ] as [(Int64, Bool)])
    func `accepts 14 days back and 10 minutes ahead`(seconds: Int64, isAccepted: Bool) throws {
        let exchange = try Exchange(contacts: [.p256])
        let envelope = try exchange.seal(try exchange.message(secondsFromNow: seconds)).envelope
        if isAccepted {
            _ = try exchange.open(envelope)
        } else {
            expect(.time, isSenderVerified: true) { try exchange.open(envelope) }
        }
    }

    @Test func `the entry and the key choose the suite, never the message`() throws {
        let gcm = try Exchange(.gcm, contacts: [.p256])
        let cbc = try Exchange(.cbc, contacts: [.p256])
        let gcmEnvelope = try gcm.seal(try gcm.message()).envelope
        let cbcEnvelope = try cbc.seal(try cbc.message()).envelope
        let gcmPartner = Partner(gcm.sender, suite: .gcm)
        expect(.suite) { try cbc.opener().open(cbcEnvelope, from: gcmPartner, to: cbc.receiver, at: Region.now) }
        expect(.suite) {
            try gcm.opener().open(
                gcmEnvelope, from: Partner(gcm.sender, suite: .cbc), to: gcm.receiver, at: Region.now)
        }
        expect(.keySuite) { try gcm.open(gcmEnvelope, with: try gcm.opener(keySuite: .cbc)) }
        expect(.keySuite) { try cbc.open(cbcEnvelope, with: try cbc.opener(keySuite: .gcm)) }
    }

    private func encryptedKeyStart(_ envelope: [UInt8], count: Int) throws -> Int {
        let structure = try ReadEnvelope(envelope.span, due: .cbc)
        let recipients = try ReadRecipients(structure.recipients, maximum: 2, in: envelope.span)
        let key = try #require(recipients.all.first).encryptedKey
        #expect(key.count == count)
        return key.lowerBound
    }

    private func expect(
        _ reason: OpenReason, isSenderVerified: Bool = false, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws -> OpenedMessage
    ) {
        let error = #expect(throws: OpenError.self, sourceLocation: sourceLocation) { _ = try body() }
        #expect(error?.reason == reason, sourceLocation: sourceLocation)
        #expect(error?.isSenderVerified == isSenderVerified, sourceLocation: sourceLocation)
    }
}

extension Exchange {
    /// An opener with the keys of `other`'s receiver that knows only this exchange's signer.
    func opener(for other: Exchange) throws -> Opener {
        let known = TrustedSigner(
            certificate: signer.certificate, party: sender, role: .contactpersoon, status: .active)
        let key = try OpeningKey(certificate: other.contacts[0].certificate, key: other.contacts[0].key)
        return try Opener(us: other.receiver, keys: [key], directory: SignerList([known]))
    }
}
