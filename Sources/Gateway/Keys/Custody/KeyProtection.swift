/// How well a node's keys and store are protected against somebody who takes the disk.
///
/// Everything on disk is encrypted under the passphrase, so the question is where that is.
struct KeyProtection: Hashable, Sendable {
    enum Level: Int, Hashable, Sendable {
        /// The disk has all that is needed.
        case none
        /// The disk has it, but not in one place, or it can't be seen from here.
        case unclear
        /// The disk alone is of no use.
        case good
    }

    /// What is known about the place of the passphrase.
    enum Place: Hashable, Sendable {
        case prompt
        /// - Parameter isBesideKeys: on the same file system as the keys.
        case file(isBesideKeys: Bool)
        /// - Parameter seal: nil when its encrypted file is not in one of systemd's own folders.
        case credential(seal: CredentialSeal?, isPlain: Bool)
    }

    let level: Level
    /// For the operator.
    let english: String
    /// The same for a coordinator.
    let dutch: String

    /// - Parameter hasTPM: the machine has a TPM 2.0 that could be used.
    init(_ place: Place, hasTPM: Bool) {
        let advice = hasTPM ? "systemd-creds encrypt --with-key=host+tpm2" : "an encrypted disk, or a prompt"
        let raad = hasTPM ? "systemd-creds encrypt --with-key=host+tpm2" : "een versleutelde schijf, of intypen"
        switch place {
        case .prompt, .credential(seal: .tpm, _), .credential(seal: .hostAndTPM, _):
            self = Self.good(isTyped: place == .prompt)
        case .file(isBesideKeys: true), .credential(_, isPlain: true), .credential(seal: .nothing, _):
            level = .none
            english = "a stolen disk can be read: the passphrase is on it, unencrypted; use \(advice)"
            dutch = "een gestolen schijf is leesbaar: de wachtwoordzin staat er onversleuteld op; gebruik \(raad)"
        case .credential(seal: .host, _):
            level = .none
            english = "a stolen disk can be read: the key of the credential is on it; use \(advice)"
            dutch = "een gestolen schijf is leesbaar: de sleutel van de wachtwoordzin staat er ook op; gebruik \(raad)"
        case .file(isBesideKeys: false):
            level = .unclear
            english = "the passphrase is on another file system than the keys: keep these two from being taken together"
            dutch =
                "de wachtwoordzin staat op een andere schijf dan de sleutels: zorg dat ze niet samen gestolen worden"
        case .credential(seal: nil, isPlain: false):
            level = .unclear
            english =
                "the passphrase comes from systemd; its encrypted file was not found, so what seals it is not known"
            dutch =
                "de wachtwoordzin komt van systemd; het versleutelde bestand is niet gevonden, dus de sterkte is onbekend"
        }
    }

    private init(level: Level, english: String, dutch: String) {
        self.level = level
        self.english = english
        self.dutch = dutch
    }

    private static func good(isTyped: Bool) -> KeyProtection {
        KeyProtection(
            level: .good,
            english: isTyped
                ? "a stolen disk can't be read: the passphrase is typed at every start"
                : "a stolen disk can't be read: the TPM of this machine seals the passphrase",
            dutch: isTyped
                ? "een gestolen schijf is onleesbaar: de wachtwoordzin wordt bij elke start ingetypt"
                : "een gestolen schijf is onleesbaar: de TPM van deze machine beschermt de wachtwoordzin")
    }
}
