internal import Envelope
internal import Foundation

/// `weerthuis seal`: a form becomes an envelope for the contactpersonen of one party.
enum SealCommand: Command {
    static let specification = CommandSpecification(
        "seal", summary: "Checks a form, signs it, and encrypts it for the 1 or 2 contactpersonen of one party.",
        operands: "[FILE]", operandCount: 0...1,
        options: [
            .value("key", "FILE", "the sender's private signing key"),
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
        ],
        details: """
            FILE is a form's data (give --type) or a CloudEvents message; without FILE, or with -, standard input. A form with
            mistakes is refused before anything is encrypted. The envelope is CMS in DER: the body of an
            application/pkcs7-mime message. docs/verify-with-openssl.md opens it with stock openssl.
            """,
        example: "weerthuis seal registratie.json --type registratie --key postma.signing.key.pem "
            + "--cert postma.signing.cert.pem --to hoekstra.encryption.cert.pem --to visser.encryption.cert.pem "
            + "--out registratie.p7m")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
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
        let sealed: SealedMessage
        do throws(SealError) {
            let signer = try MessageSigner(
                certificate: certificate, key: key, allowsDualUse: arguments.has("dual-use"))
            sealed = try Sealer(signer, embedsCertificate: arguments.has("embed-certificate"))
                .seal(message.bytes, for: recipients, suite: suite, at: SystemClock.now)
        } catch {
            throw .refused("not sealed: \(error)")
        }
        try deliver(sealed.envelope, arguments, on: console)
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
        if let path = arguments.value("out"), path != "-" {
            try FileAccess.create(path, envelope, replacing: arguments.has("force"))
        } else {
            try console.write(envelope)
        }
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
