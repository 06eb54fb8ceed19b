internal import Envelope

/// The certificates with which a party's node signs or signed, from everything that the node kept. Earlier editions are read
/// when they are needed, the newest first.
struct OwnCertificates {
    private let own: OIN
    private let archive: DirectoryArchive
    /// The sequences of editions that were not read yet, the oldest first.
    private var unread: [UInt64]
    private var known: [Certificate] = []
    /// Editions and folders that could not be read, with the reason.
    private(set) var problems: [String] = []

    init(_ access: NodeAccess, on console: any Console) throws(CommandError) {
        let node = try NodeDirectory(access.configuration, on: console)
        let snapshot = try node.snapshot()
        own = access.configuration.party
        archive = try node.archive()
        unread = archive.sequences.filter { $0 != snapshot.edition.sequence }
        let keys = snapshot.directory.party(own)?.nodeKeys ?? []
        add(keys.compactMap { try? $0.certificate.certificate() })
        addPairs(in: access.configuration.keys)
    }

    /// All of them.
    mutating func all() -> [Certificate] {
        while readNext() {}
        return known
    }

    /// The one whose public key has this SHA-256; nil when the node has none any more.
    mutating func certificate(ofKey fingerprint: [UInt8]) -> Certificate? {
        repeat {
            let found = known.first { (try? $0.publicKey.fingerprint().bytes) == fingerprint }
            if let found { return found }
        } while readNext()
        return nil
    }

    private mutating func readNext() -> Bool {
        guard let sequence = unread.popLast() else { return false }
        do throws(DistributionError) { add(try archive.edition(sequence).nodeCertificates(of: own)) } catch {
            problems.append(error.sentence)
        }
        return true
    }

    /// The folder has the keys of people too, whose certificates name their mail address.
    private mutating func addPairs(in folder: String) {
        do throws(KeyRingError) {
            add(try KeyFolder(path: folder).certificates().map(\.certificate).filter { $0.emails.isEmpty })
        } catch {
            problems.append("\(error)")
        }
    }

    private mutating func add(_ certificates: [Certificate]) {
        known += certificates.filter { !known.contains($0) }
    }
}
