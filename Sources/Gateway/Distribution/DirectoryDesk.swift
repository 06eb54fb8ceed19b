internal import Envelope
internal import Schemas

/// Judges editions and freshness statements and keeps what was decided in the folder. Used by the node and by commands,
/// one at a time: each looks at the folder first, because the other may have changed it.
struct DirectoryDesk: Sendable {
    /// What the folder says.
    struct Standing: Sendable {
        var memory: DirectoryMemory
        /// Nil before the first edition.
        var snapshot: DirectorySnapshot?
    }

    struct Outcome: Sendable {
        var standing: Standing
        var events: [DirectoryEvent] = []
        /// Whether another edition is in force now than before.
        var isAdopted = false
        /// A later edition that a verified statement names and the node has not seen.
        var missing: ChainReference?
    }

    let folder: DirectoryFolder
    let pins: DirectoryPins
    let own: OIN?
    let routing: RoutingTable
    let acceptsExamples: Bool

    /// Reads what was kept. Its signatures are verified again; whether it is old is asked when something is sent.
    ///
    /// - Parameter known: taken over instead of reading the same edition again.
    func load(known: DirectorySnapshot? = nil) throws(DistributionError) -> Standing {
        let memory = try folder.memory()
        guard let accepted = memory.accepted else { return Standing(memory: memory, snapshot: nil) }
        var signed = known?.signed ?? []
        var directory = known?.directory
        if known?.edition != accepted {
            guard let file = try folder.edition(accepted.sequence) else {
                throw DistributionError(
                    .memory, "edition \(accepted.sequence) is not in \(folder.path)",
                    "restore the folder, or fetch again")
            }
            signed = file
            directory = try reread(file, memory)
        }
        guard let directory, directory.edition == accepted else {
            throw DistributionError(
                .memory, "the file of edition \(accepted.sequence) holds another one", "restore the folder")
        }
        let kept = applying(memory, to: directory)
        return Standing(memory: memory, snapshot: try snapshot(kept, signed, memory))
    }

    /// Judges what a source or a person handed over, and keeps it when it is good.
    ///
    /// - Parameters:
    ///   - edition: signed; nil when only a statement was handed over.
    ///   - isPlaced: a person put it here, so the partners have to be told.
    func consider(
        edition: [UInt8]?, freshness: [UInt8]?, from source: String?, isPlaced: Bool = false,
        known: DirectorySnapshot? = nil, at now: UTCTime
    ) throws(DistributionError) -> Outcome {
        try folder.locked { () throws(DistributionError) in
            try judge(
                edition: edition, freshness: freshness, from: source, isPlaced: isPlaced, known: known, at: now)
        }
    }

    /// The same, for who has locked the folder.
    func judge(
        edition: [UInt8]?, freshness: [UInt8]?, from source: String?, isPlaced: Bool = false,
        known: DirectorySnapshot? = nil, at now: UTCTime
    ) throws(DistributionError) -> Outcome {
        let standing = try load(known: known)
        var hearing = DirectoryHearing(desk: self, standing: standing, source: source, now: now)
        try hearing.hear(edition: edition, freshness: freshness, isPlaced: isPlaced)
        return hearing.outcome
    }

    /// What the memory and the authorities' lists add to an edition.
    func applying(_ memory: DirectoryMemory, to directory: Directory) -> Directory {
        let taken = directory.takenBack.merging(memory.revoked) { min($0, $1) }
        return directory.suspending(memory.suspended).revoking(taken)
    }

    func statement(_ file: [UInt8], for directory: Directory) throws(SignedDirectoryError) -> FreshnessStatement {
        try FreshnessStatement(
            verifying: file, for: directory, pinned: pins.freshnessKeys, acceptsExamples: acceptsExamples)
    }

    /// The snapshot of an edition with the statement that is in the folder. A statement that no longer verifies is none.
    func snapshot(
        _ directory: Directory, _ signed: [UInt8], _ memory: DirectoryMemory
    ) throws(DistributionError) -> DirectorySnapshot {
        let file = try folder.freshness() ?? []
        let freshness = file.isEmpty ? nil : try? statement(file, for: directory)
        return DirectorySnapshot(
            directory: directory, signed: signed, freshness: freshness, signedFreshness: freshness == nil ? [] : file,
            confirmed: memory.confirmed, routing: routing)
    }
}
