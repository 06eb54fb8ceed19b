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
    /// What to do, in Dutch; nil when there is nothing to do.
    let remedy: String?

    /// - Parameter hasTPM: the machine has a TPM 2.0 that could be used.
    init(_ place: Place, hasTPM: Bool) {
        let advice = hasTPM ? "systemd-creds encrypt --with-key=host+tpm2" : "an encrypted disk, or a prompt"
        let raad =
            "gebruik "
            + (hasTPM ? "systemd-creds encrypt --with-key=host+tpm2" : "een versleutelde schijf, of typ haar in")
        switch place {
        case .prompt:
            self.init(
                .good, "a stolen disk can't be read: the passphrase is typed at every start",
                "een gestolen schijf is onleesbaar: de wachtzin wordt bij elke start ingetypt")
        case .credential(seal: .tpm, _), .credential(seal: .hostAndTPM, _):
            self.init(
                .good, "a stolen disk can't be read: the TPM of this machine seals the passphrase",
                "een gestolen schijf is onleesbaar: de TPM van deze machine beschermt de wachtzin")
        case .file(isBesideKeys: true), .credential(_, isPlain: true), .credential(seal: .nothing, _):
            self.init(
                .none, "a stolen disk can be read: the passphrase is on it, unencrypted; use \(advice)",
                "een gestolen schijf is leesbaar: de wachtzin staat er onversleuteld op", raad)
        case .credential(seal: .host, _):
            self.init(
                .none, "a stolen disk can be read: the key of the credential is on it; use \(advice)",
                "een gestolen schijf is leesbaar: de sleutel van de wachtzin staat er ook op", raad)
        case .file(isBesideKeys: false):
            self.init(
                .unclear, "the passphrase is on another file system than the keys; keep them from being taken together",
                "de wachtzin staat op een ander bestandssysteem dan de sleutels",
                "zorg dat ze niet samen gestolen worden")
        case .credential(seal: nil, isPlain: false):
            self.init(
                .unclear, "the passphrase comes from systemd; what seals it is not known: its file was not found",
                "de wachtzin komt van systemd; het versleutelde bestand is niet gevonden",
                "zet het in /etc/credstore.encrypted")
        }
    }

    private init(_ level: Level, _ english: String, _ dutch: String, _ remedy: String? = nil) {
        self.level = level
        self.english = english
        self.dutch = dutch
        self.remedy = remedy
    }
}
