internal import Envelope
internal import Foundation
internal import Schemas

/// A node folder in the making: keys, requests for their certificates, and `node.json`.
struct NodeDraft {
    struct Person {
        let name: String
        let mail: String

        /// Reads `K. de Jong <k.dejong@voorbeeldstad.example>`.
        init(_ text: String) throws(CommandError) {
            let parts = text.split(separator: "<", maxSplits: 1)
            guard parts.count == 2, parts[1].hasSuffix(">"), let mail = MailText.checked(String(parts[1].dropLast()))
            else {
                throw .usage(
                    "\(text) is not a contactpersoon", remedy: "write \"K. de Jong <k.dejong@voorbeeldstad.example>\"")
            }
            name = String(parts[0].reversed().drop { $0 == " " }.reversed())
            self.mail = mail
        }

        /// The beginning of the person's file names.
        var file: String {
            let safe = mail.prefix { $0 != "@" }.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
            return String(safe)
        }
    }

    /// Where partners connect to, and who does the TLS.
    enum Entrance {
        case proxied
        case tls(TLSFiles)
    }

    let folder: String
    let party: OIN
    let organization: String
    let people: [Person]
    let entrance: Entrance
    let port: Int
    let passphraseFile: String?
    let algorithm: KeyAlgorithm

    /// Makes everything that is not there yet.
    ///
    /// - Returns: the requests for certificates: their file and the fingerprint of their key.
    func write(passphrase: [UInt8]) throws(CommandError) -> [(file: String, fingerprint: String)] {
        guard access("\(folder)/node.json", F_OK) != 0 else {
            throw .usage("\(folder) is a node folder already", remedy: "give the name of a new folder")
        }
        let passphrase = PassphraseCache(Passphrase(passphrase))
        for name in ["", "keys", "requests", "store", "directory"] { try FileAccess.createFolder("\(folder)/\(name)") }
        var requests: [(file: String, fingerprint: String)] = []
        for person in people {
            for use in [CertificateUse.signing, .encryption] {
                requests.append(try make("\(person.file).\(use.rawValue)", person.name, person.mail, use, passphrase))
            }
        }
        requests.append(try make("node", "Node \(organization)", nil, .signing, passphrase))
        let text = Array(IndentedJSON.text(configuration).utf8)
        do throws(ConfigurationError) {
            _ = try NodeConfiguration(parsing: text, in: folder, path: "\(folder)/node.json")
        } catch {
            throw .refused("\(error)")
        }
        try FileAccess.create("\(folder)/node.json", text, replacing: false)
        return requests
    }

    private func make(
        _ file: String, _ name: String, _ mail: String?, _ use: CertificateUse, _ passphrase: PassphraseCache
    ) throws(CommandError) -> (file: String, fingerprint: String) {
        do {
            let subject = try CertificateName(
                commonName: name, organization: organization, organizationNumber: party.description)
            let key = try PrivateKey.generate(algorithm)
            let request = try CertificateRequest(subject: subject, key: key, use: use, email: mail)
            try KeyFiles.write(key, to: "\(folder)/keys/\(file).key.pem", passphrase: passphrase, replacing: false)
            let path = "\(folder)/requests/\(file).csr.pem"
            try FileAccess.create(path, Array(request.pem.utf8), replacing: false, mode: 0o644)
            return (path, "\(try request.publicKey.fingerprint())")
        } catch let error as CommandError {
            throw error
        } catch let error as CertificateError {
            throw .usage("\(name): \(error)")
        } catch {
            throw .failed("no key was made: \(error)")
        }
    }

    private var configuration: JSONTree {
        var listen: [JSONMember] = [JSONMember("port", .number(JSONNumber(port)))]
        switch entrance {
        case .proxied: listen.append(JSONMember("proxied", true))
        case .tls(let files):
            listen.insert(JSONMember("address", "0.0.0.0"), at: 0)
            listen.append(
                JSONMember("tls", ["certificate": .string(files.certificate), "key": .string(files.key)]))
        }
        var members = [JSONMember("party", .string(party.description)), JSONMember("listen", .object(listen))]
        if let passphraseFile { members.append(JSONMember("passphrase", ["file": .string(passphraseFile)])) }
        return .object(members)
    }
}
