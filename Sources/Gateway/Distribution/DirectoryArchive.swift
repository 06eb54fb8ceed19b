internal import Envelope

/// The editions that a node kept: the one in force and those before it. Each is read and verified when it is asked for.
struct DirectoryArchive {
    private let desk: DirectoryDesk
    private let memory: DirectoryMemory
    /// Whose signature counts today.
    private let trusted: [Certificate]

    init(_ desk: DirectoryDesk, _ memory: DirectoryMemory) {
        self.desk = desk
        self.memory = memory
        trusted = desk.pins.administrators + memory.signers.compactMap { try? Certificate(encoded: $0) }
    }

    /// Where they are.
    var folder: String { desk.folder.path }

    /// The sequences of the editions that are there, the oldest first.
    var sequences: [UInt64] { desk.folder.sequences() }

    /// An edition. It counts when the node saw it signed before, or when enough of those signed it who count today.
    ///
    /// - Throws: ``DistributionError`` when it is not there, not what the node saw, or signed by nobody who is known.
    func edition(_ sequence: UInt64) throws(DistributionError) -> KeptEdition {
        guard let file = try desk.folder.edition(sequence) else {
            throw DistributionError(.memory, "edition \(sequence) is not in \(folder)", Self.remedy)
        }
        let signed: SignedDirectory
        let known = trusted + (try desk.folder.signers(of: sequence))
        do throws(SignedDirectoryError) {
            signed = try SignedDirectory(verifying: file, pinned: known, acceptsExamples: desk.acceptsExamples)
        } catch {
            throw DistributionError(.signature, "edition-\(sequence).p7m in \(folder): \(error)", Self.remedy)
        }
        let signers = signed.signatures.map(\.certificate)
        let edition = signed.directory.edition
        let isTrusted = signers.count { trusted.contains($0) } >= desk.pins.signatures
        guard edition.sequence == sequence, isTrusted || memory.seen.contains(edition) else {
            throw DistributionError(
                .signature, "edition-\(sequence).p7m in \(folder) is not the edition that this node had", Self.remedy)
        }
        return KeptEdition(signed: file, directory: signed.directory, signers: signers)
    }

    private static let remedy = "put it back from a backup of then"
}
