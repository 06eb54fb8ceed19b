internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis seal`: a form becomes an envelope for the contactpersonen of one party.
enum SealCommand: Command {
    static let specification = CommandSpecification(
        "seal", summary: "Checks a form, signs it, and encrypts it for the 1 or 2 contactpersonen of one party.",
        operands: "[FILE]", operandCount: 0...1,
        options: [
            .value("key", "FILE", "the sender's private signing key"),
            .value(
                "directory", "PATH",
                "a node folder, or the file of an edition: certificates, suite and addressees follow from it; or only your "
                    + "edition, as sequence:sha-256"),
            .value("contactpersoon", "MAIL", "with --directory: who signs"),
            .value("party", short: "p", "PARTY", "with --directory: who receives it, by OIN or name"),
            .value("cert", "FILE", "the sender's signing certificate"),
            .value("to", "FILE", "a recipient's encryption certificate (once or twice)", repeats: true),
            .value("out", "FILE", "where the envelope goes (default: standard output)"),
            .value("suite", "NAME", "gcm (default), or cbc for a partner whose software knows nothing better"),
            .flag("embed-certificate", "put the sender's certificate in the signature"),
            .flag("rsa15", "wrap with RSA v1.5, for a partner whose entry says so"),
            .flag("dual-use", "accept a certificate for both uses, for a partner whose entry says so"),
        ] + MessageDraft.options + ProfileSource.options + [
            .value("today", "DATE", "the day that counts as today (default: the date in the Netherlands)"),
            PassphraseSource.option,
            .flag("force", "replace an existing file"),
            .flag("json", short: "j", "print one JSON object; without --out the envelope is in it, in base64"),
        ],
        details: """
            FILE is a form's data (give --type) or a CloudEvents message; without FILE, or with -, standard input. A form with
            mistakes is refused before anything is encrypted. With --directory it goes to every active contactpersoon of the party, as
            the party's entry says, and only where the profile's routes lead. An edition's file is believed as it is: directory verify
            checks its signature. The envelope is CMS in DER: the body of an
            application/pkcs7-mime message. docs/verify-with-openssl.md opens it with stock openssl.
            """,
        example: "weerthuis seal registratie.json --type registratie --key postma.signing.key.pem "
            + "--cert postma.signing.cert.pem --to hoekstra.encryption.cert.pem --to visser.encryption.cert.pem "
            + "--out registratie.p7m")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        if let named = try NamedDirectory(arguments, on: console) { return try run(arguments, named, on: console) }
        let suite = try SuiteName.parse(arguments.value("suite"))
        let certificate = try KeyFiles.certificate(try arguments.required("cert"), on: console)
        guard certificate.validity.contains(SystemClock.now) else {
            throw .refused("your signing certificate is not valid now", remedy: "sign with your new one")
        }
        let recipients = try recipients(arguments, on: console)
        let party = try PartyNumber.shared(by: recipients.map(\.certificate))
        let message = try MessageDraft.read(arguments, from: certificate, to: party, on: console)
        guard message.attributes.recipient == party else {
            throw .refused("the message is meant for another party than its recipients")
        }
        guard message.attributes.source.party == (try PartyNumber.of(certificate)) else {
            throw .refused("the message names another sender than the signing certificate")
        }
        let key = try KeyFiles.privateKey(try arguments.required("key"), arguments, on: console)
        return try seal(
            message, by: certificate, key, isDualUse: arguments.has("dual-use"), for: recipients, suite, arguments,
            on: console)
    }

    /// By names: whose keys these are now, the directory says.
    private static func run(
        _ arguments: ParsedArguments, _ named: NamedDirectory, on console: any Console
    ) throws(CommandError) -> ExitCode {
        let now = SystemClock.now
        let sender = try named.person(try arguments.required("contactpersoon"))
        let receiver = try named.party(try arguments.required("party"))
        let key = try KeyFiles.privateKey(try arguments.required("key"), arguments, on: console)
        let certificate = try named.key(.signing, of: sender.person, key.publicKey, at: now).certificate
        guard certificate.validity.contains(now) else {
            throw .refused("your signing certificate is not valid now", remedy: "renew it: keys rotate")
        }
        let message = try MessageDraft.read(
            arguments, from: certificate, to: receiver.oin, in: (named.directory.edition, receiver.role), on: console)
        let (from, to) = (message.attributes.source.party, message.attributes.recipient)
        guard from == sender.party.oin, to == receiver.oin else {
            throw .refused("the message names other parties: from \(from), to \(to)")
        }
        let delivery = try named.delivery(
            of: message.attributes.name.description, from: sender.party, to: receiver, at: now, on: console)
        return try seal(
            message, by: certificate, key, isDualUse: sender.party.allowances.dualUse,
            for: delivery.addressees.map(\.recipient), delivery.suite, arguments, on: console)
    }

    private static func seal(
        _ message: (attributes: MessageAttributes, bytes: [UInt8]), by certificate: Certificate, _ key: PrivateKey,
        isDualUse: Bool, for recipients: [Envelope.Recipient], _ suite: Suite, _ arguments: ParsedArguments,
        on console: any Console
    ) throws(CommandError) -> ExitCode {
        let sealed: SealedMessage
        do throws(SealError) {
            let signer = try MessageSigner(certificate: certificate, key: key, allowsDualUse: isDualUse)
            sealed = try Sealer(signer, embedsCertificate: arguments.has("embed-certificate"))
                .seal(message.bytes, for: recipients, suite: suite, at: SystemClock.now)
        } catch {
            throw .refused("not sealed: \(error)")
        }
        let isJSON = arguments.has("json")
        if !isJSON || arguments.outputFile != nil { try deliver(sealed.envelope, arguments, on: console) }
        guard !isJSON else {
            return try console.report(tree(sealed, message.attributes, recipients, at: arguments.outputFile))
        }
        report(sealed, message.attributes, recipients, on: console)
        return .success
    }

    private static func recipients(
        _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) -> [Envelope.Recipient] {
        let paths = arguments.all("to")
        guard (1...2).contains(paths.count) else {
            throw .usage(
                "--to was given \(paths.count) times",
                remedy: "give the 1 or 2 contactpersonen of the receiving party (afspraak 3g)")
        }
        var recipients: [Envelope.Recipient] = []
        for path in paths {
            let certificate = try KeyFiles.certificate(path, on: console)
            guard certificate.validity.contains(SystemClock.now) else {
                throw .refused(
                    "certificate \(path) is not valid now", remedy: "ask the receiving party for its new one")
            }
            do throws(SealError) {
                recipients.append(
                    try Recipient(
                        certificate, allowsRSA15: arguments.has("rsa15"), allowsDualUse: arguments.has("dual-use")))
            } catch {
                throw .refused("certificate \(path): \(error)")
            }
        }
        guard Set(recipients.map(\.certificate)).count == recipients.count else {
            throw .usage("the same recipient is given twice")
        }
        return recipients
    }

    private static func deliver(
        _ envelope: [UInt8], _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) {
        if let path = arguments.outputFile {
            try FileAccess.create(path, envelope, replacing: arguments.has("force"))
        } else {
            try console.write(envelope)
        }
    }

    private static func tree(
        _ sealed: SealedMessage, _ attributes: MessageAttributes, _ recipients: [Envelope.Recipient], at path: String?
    ) -> JSONTree {
        let readers = recipients.map(\.certificate).map { certificate -> JSONTree in
            [
                "name": .string(certificate.subject.commonName ?? ""),
                "certificate": .string("\(certificate.fingerprint)"),
            ]
        }
        let place =
            path.map { JSONMember("out", .string($0)) }
            ?? JSONMember("envelope", .string(Data(sealed.envelope).base64EncodedString()))
        return .object([
            JSONMember("message", .string(attributes.id.description)),
            JSONMember("dossier", .string(attributes.subject.description)),
            JSONMember("bytes", .number(JSONNumber(sealed.envelope.count))),
            JSONMember("suite", .string(sealed.suite.rawValue)), JSONMember("readers", .array(readers)),
            JSONMember("mic", .string(Data(sealed.mic.bytes).base64EncodedString())), place,
        ])
    }

    private static func report(
        _ sealed: SealedMessage, _ attributes: MessageAttributes, _ recipients: [Envelope.Recipient],
        on console: any Console
    ) {
        let names = recipients.compactMap(\.certificate.subject.commonName).joined(separator: " and ")
        console.note("message   \(attributes.id), dossier \(attributes.subject)")
        console.note("sealed    \(sealed.envelope.count) bytes, suite \(sealed.suite.rawValue), for \(names)")
        console.note("mic       \(Data(sealed.mic.bytes).base64EncodedString()), sha-256")
    }
}
