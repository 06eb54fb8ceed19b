internal import Envelope

/// An edition of the directory in a package of evidence, with the parts whose signers it names.
struct EvidenceEdition {
    let edition: KeptEdition
    /// What tells its files from those of another edition: empty for the first.
    let suffix: String
    let parts: [EvidencePart]

    var directoryFile: String { "directory\(suffix).p7m" }
    var documentFile: String { "directory\(suffix).json" }
    var administratorsFile: String { "administrators\(suffix).pem" }

    var files: [(name: String, bytes: [UInt8])] {
        [
            (directoryFile, edition.signed),
            (administratorsFile, Array(edition.signers.map(\.pem).joined().utf8)),
        ]
    }

    /// The editions that parts need, in the order of the parts.
    static func of(_ parts: [EvidencePart]) -> [EvidenceEdition] {
        var editions: [EvidenceEdition] = []
        for part in parts {
            guard let edition = part.signer?.edition,
                !editions.contains(where: { $0.edition.sequence == edition.sequence })
            else { continue }
            editions.append(
                EvidenceEdition(
                    edition: edition, suffix: editions.isEmpty ? "" : "-\(edition.sequence)",
                    parts: parts.filter { $0.signer?.edition.sequence == edition.sequence }))
        }
        return editions
    }
}
