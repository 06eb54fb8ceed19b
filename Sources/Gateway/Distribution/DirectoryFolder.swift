internal import Envelope
internal import Foundation
internal import Schemas

/// The files of a node's directory folder. An edition's file is written before the memory that names it, so that a power
/// cut leaves the old edition or the new one, never half of each.
struct DirectoryFolder: Sendable {
    let path: String

    private func file(_ name: String) -> String { (path as NSString).appendingPathComponent(name) }

    /// Makes the folder when it is not there.
    init(_ path: String) throws(DistributionError) {
        self.path = path
        do throws(CommandError) { try FileAccess.createFolder(path) } catch {
            throw DistributionError(.disk, error.message, "check the disk and the folder's permissions")
        }
    }

    // MARK: Memory

    private var memoryPath: String { file("memory.json") }

    /// - Returns: an empty memory when there is none yet.
    func memory() throws(DistributionError) -> DirectoryMemory {
        guard let text = try DurableFile.read(memoryPath, limit: DirectoryMemory.limits.maxBytes) else {
            return DirectoryMemory()
        }
        do throws(DirectoryError) { return try DirectoryMemory(parsing: text) } catch {
            throw DistributionError(
                .memory, "\(memoryPath): \(error)", "restore it from the backup; without it a rollback goes unnoticed")
        }
    }

    func write(_ memory: DirectoryMemory) throws(DistributionError) {
        try DurableFile.write(memory.encoded(), to: memoryPath)
    }

    /// What tells whether another process wrote the memory since.
    var memoryMark: [Int] {
        var status = stat()
        guard stat(memoryPath, &status) == 0 else { return [] }
        return [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }

    // MARK: Editions

    /// By sequence: the file of an edition that is not adopted yet never stands in the place of the one that is.
    func editionPath(_ sequence: UInt64) -> String { file("edition-\(sequence).p7m") }

    /// - Returns: nil when the edition with this sequence is not here.
    func edition(_ sequence: UInt64) throws(DistributionError) -> [UInt8]? {
        try DurableFile.read(editionPath(sequence), limit: SignedDocument.maximumByteCount)
    }

    func write(_ signed: [UInt8], edition: ChainReference) throws(DistributionError) {
        try DurableFile.write(signed, to: editionPath(edition.sequence), mode: 0o644)
    }

    // MARK: Freshness

    private var freshnessPath: String { file("freshness.p7m") }

    func freshness() throws(DistributionError) -> [UInt8]? {
        try DurableFile.read(freshnessPath, limit: 1 << 20)
    }

    func write(freshness: [UInt8]) throws(DistributionError) {
        try DurableFile.write(freshness, to: freshnessPath, mode: 0o644)
    }

    // MARK: Changes that the party asked for

    private var askedPath: String { file("asked.json") }

    func asked() throws(DistributionError) -> AskedChanges {
        guard let text = try DurableFile.read(askedPath, limit: AskedChanges.limits.maxBytes) else {
            return AskedChanges()
        }
        do throws(DirectoryError) { return try AskedChanges(parsing: text) } catch {
            throw DistributionError(.memory, "\(askedPath): \(error)", "mend the file, or remove it and ask again")
        }
    }

    func write(_ asked: AskedChanges) throws(DistributionError) {
        try DurableFile.write(asked.encoded(), to: askedPath)
    }

    // MARK: One writer at a time

    /// Runs `body` while no other process that does the same works in the folder.
    func locked<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        let descriptor = open(file("lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        // A folder on a read-only disk can't be written by others either.
        guard descriptor >= 0 else { return try body() }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
        return try body()
    }
}
