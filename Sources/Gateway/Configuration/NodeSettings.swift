internal import Envelope

/// Every setting of `node.json`. There are no others.
enum NodeSettings {
    static let party = Setting("party", optional: .oin, shown: "required", "The OIN of the party whose node this is.")
    static let system = Setting(
        "system", .systemName, standard: "weerthuis", shown: "`\"weerthuis\"`",
        "The sending system in the source of every message.")
    static let demo = Setting(
        "demo", .flag, standard: false, shown: "`false`",
        "A demonstration: certificates of an example region are accepted. Never for real data.")
    static let store = Setting(
        "store", .path, standard: "store", shown: "`\"store\"`",
        "Folder of the message file and of the file with the dossiers' keys.")
    static let keys = Setting(
        "keys", .path, standard: "keys", shown: "`\"keys\"`",
        "Folder of the node's private keys: pairs NAME.key.pem and NAME.cert.pem. The directory says what each is for.")

    static let keyProcess = Setting(
        "keyProcess.enabled", .flag, standard: true, shown: "`true`",
        "The private keys are used in a process of their own (docs/security.md). `false`: in the node itself.")
    static let keyAccount = Setting(
        "keyProcess.account", optional: .account,
        "The user that this process becomes when the node runs as root; nobody, when it is not given.")

    static let passphraseFile = Setting(
        "passphrase.file", optional: .path, "File with the passphrase, readable by its owner alone.")
    static let passphraseCredential = Setting(
        "passphrase.credential", optional: .credential,
        "The passphrase comes from systemd (LoadCredentialEncrypted=).")
    static let passphrasePrompt = Setting(
        "passphrase.prompt", .flag, standard: false, shown: "when neither of the two is given",
        "The passphrase is asked for at every start.")

    static let logLevel = Setting(
        "log.level", .choice, standard: LogLevel.info, shown: "`\"info\"`",
        "What is logged: everything, the usual, or only what needs attention.")

    /// In the order of the table in docs/operations.md.
    static let all: [any SettingDescription] =
        [
            party, system, demo, store, keys, keyProcess, keyAccount, passphraseFile, passphraseCredential,
            passphrasePrompt,
        ] + listening + region + delivering + mail + [logLevel]
}
