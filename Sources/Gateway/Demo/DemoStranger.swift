internal import Envelope
internal import Schemas

/// Somebody with a key and a certificate of his own making, who says that he speaks for a party and goes past its node.
struct DemoStranger {
    let party: DemoParty
    let receiver: DemoParty

    /// What he sent, and what the receiver made of it.
    struct Attempt {
        let message: UniqueID
        let verdict: DeliveryVerdict
    }

    /// Seals a form in the right way for the right people, and brings it to the receiver's node.
    func attempt(_ type: String, form: [UInt8], dossier: UniqueID) throws(CommandError) -> Attempt {
        do {
            let job = try job(type, form, dossier)
            let loop = try TransferLoop(DeliverySettings(party.access.configuration.delivery))
            defer { loop.close() }
            let client = AS2Client(loop)
            return Attempt(
                message: job.message, verdict: Awaited.value { () async -> DeliveryVerdict in await client.send(job) })
        } catch let error as CommandError {
            throw error
        } catch {
            throw .failed("the stranger's message was not made: \(error)")
        }
    }

    private func job(_ type: String, _ form: [UInt8], _ dossier: UniqueID) throws -> AS2Job {
        let (moment, snapshot) = (NodeClock().moment, party.directory)
        let outcome = snapshot.routing.delivery(
            from: party.oin, to: receiver.oin, message: type, in: snapshot.directory, at: moment.now)
        guard case .deliveries(let deliveries, _) = outcome, let target = deliveries.first,
            case .https(let url) = target.endpoint, let partner = snapshot.directory.partner(receiver.oin),
            let source = MessageSource(party: party.oin, system: "weerthuis"), let name = MessageName(type),
            let schema = snapshot.routing.profile.forms[type]?.schemaURI
        else { throw CommandError.failed("nothing can be sealed for party \(receiver.oin)") }
        let attributes = MessageAttributes(
            id: UniqueID(milliseconds: moment.milliseconds, random: moment.random()), source: source, name: name,
            subject: dossier, time: moment.now, dataSchema: schema, recipient: receiver.oin,
            directory: snapshot.edition)
        let content = try attributes.encoded(with: JSONTree(try JSONDocument(parsing: form).root))
        let signer = try signer(moment.now)
        let sealed = try Sealer(signer, embedding: [signer.certificate]).seal(
            content, for: target.addressees.map(\.recipient), suite: target.suite, at: moment.now)
        return AS2Job(
            message: attributes.id, sender: party.oin, partner: partner, url: url, sealed: sealed, receiptSigners: [])
    }

    /// The certificate names the party. Who issued it is nobody that the directory knows.
    private func signer(_ now: UTCTime) throws -> MessageSigner {
        let (key, issuer) = (try PrivateKey.generate(), try PrivateKey.generate())
        let validity = try Validity(from: now.adding(seconds: -60), until: now.adding(seconds: 3_600))
        let authority = try CertificateAuthority.root(
            subject: CertificateName(commonName: "Eigen CA", organization: "Niemand", organizationNumber: nil),
            key: issuer, validity: validity)
        let subject = try CertificateName(
            commonName: "Stagiair", organization: "Stichting De Terp", organizationNumber: party.oin.description)
        let certificate = try authority.issue(
            to: subject, key: key.publicKey, use: .signing, validity: validity)
        return try MessageSigner(certificate: certificate, key: key)
    }
}
