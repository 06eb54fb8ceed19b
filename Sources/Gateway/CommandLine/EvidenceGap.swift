internal import Envelope

/// What a package of evidence should have and has not.
enum EvidenceGap: Hashable {
    /// No edition that is kept has the certificate with which this part was signed.
    case signer(part: String, edition: UInt64?, folder: String)
    /// The checkpoint was signed with a key whose certificate is nowhere.
    case checkpointSigner
    /// No checkpoint covers what the log says about the message.
    case checkpoint(why: String)
    /// Which messages prove later steps can't be read.
    case steps

    /// Whether the package proves less than it should. A checkpoint comes by itself, within the hour.
    var isDefect: Bool {
        if case .checkpoint = self { false } else { true }
    }

    /// For who exports it: what is missing, and what to do.
    var english: String {
        switch self {
        case .signer(let part, let edition, let folder):
            "\(part).eml can't be checked: who signed it is in no edition of the directory that is kept here; put "
                + "\(Self.file(edition)) from a backup of then in \(folder) and export again"
        case .checkpointSigner:
            "the certificate of the key that signed the checkpoint is in no edition that is kept here and not in the key folder"
        case .checkpoint(let why):
            "no signed checkpoint of the log covers this message yet (\(why)); the node signs one every hour and when it "
                + "stops: export again after that"
        case .steps: "the receipt chain of this message is damaged: messages that prove later steps are not in it"
        }
    }

    /// For who reads the package.
    var dutch: String {
        switch self {
        case .signer(let part, _, _):
            "Wie `\(part).eml` ondertekende is hier niet te controleren: geen uitgave van het adresboek die dit knooppunt bewaarde "
                + "heeft het certificaat. Vraag de partij die dit uitgaf het met de uitgave van toen opnieuw te exporteren."
        case .checkpointSigner:
            "Wie de stand van het logboek ondertekende is hier niet te controleren: het certificaat is er niet meer."
        case .checkpoint:
            "Een ondertekende stand van het logboek die dit bericht dekt: die was er nog niet. Het knooppunt maakt er elk uur een, en "
                + "als het stopt. Exporteer het bericht daarna opnieuw."
        case .steps: "Het verloop van de ontvangst is niet leesbaar: berichten die latere stappen bewijzen ontbreken."
        }
    }

    private static func file(_ edition: UInt64?) -> String { edition.map { "edition-\($0).p7m" } ?? "edition-N.p7m" }
}
