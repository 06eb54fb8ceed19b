internal import Dispatch
internal import Foundation
internal import Synchronization

/// A folder of a mailbox: what is new in it, the mails themselves, and moving them away. A connection is kept between calls, and
/// made anew after a failure.
final class IMAPMailbox: Sendable {
    /// A mail that waits in the folder.
    struct Entry: Hashable, Sendable {
        let uid: UInt32
        /// Bytes, as the server counts them.
        let size: Int
    }

    /// Only ``queue`` touches it.
    private final class Place: @unchecked Sendable {
        var session: IMAPSession?
        var validity: UInt32 = 0
    }

    let server: MailServer
    let folder: String
    private let limit: Int
    private let queue = DispatchQueue(label: "weerthuis.imap")
    private let place = Place()
    private let stopped = Atomic<Bool>(false)

    private static let mostEntries = 100

    /// - Parameter limit: bytes of the largest mail that is fetched.
    init(_ server: MailServer, folder: String, limit: Int) {
        self.server = server
        self.folder = folder
        self.limit = limit
    }

    func close() { stopped.store(true, ordering: .relaxed) }

    /// The UIDVALIDITY of the folder (RFC 3501 section 2.3.1.1). A folder that is open stays open: the server is asked whether
    /// something came, and not for the folder as a whole.
    func validity() async throws(IMAPError) -> UInt32 {
        try await run { (session, place) throws(IMAPError) in
            if place.validity == 0 {
                try Self.open(self.folder, session, place)
            } else {
                try session.command("NOOP")
            }
            return place.validity
        }
    }

    /// The oldest mails above a UID, at most 100 of them. Their number in the folder does not count, only how many are new.
    func entries(above uid: UInt32) async throws(IMAPError) -> [Entry] {
        guard uid < .max else { return [] }
        return try await run { (session, place) throws(IMAPError) in
            if place.validity == 0 { try Self.open(self.folder, session, place) }
            var entries: [Entry] = []
            try session.command("UID FETCH \(uid + 1):* (UID RFC822.SIZE)") { line in
                guard let found = line.number(after: "UID").flatMap({ UInt32(exactly: $0) }), found > uid,
                    let size = line.number(after: "RFC822.SIZE")
                else { return }
                if entries.count < Self.mostEntries || found < entries[entries.count - 1].uid {
                    entries.append(Entry(uid: found, size: size))
                }
            }
            return Array(entries.sorted { $0.uid < $1.uid }.prefix(Self.mostEntries))
        }
    }

    /// Mails as they are in the folder, by their UIDs, in one answer of the server; those that are not there any more are left out.
    /// They stay unseen.
    func mails(_ uids: [UInt32]) async throws(IMAPError) -> [UInt32: [UInt8]] {
        guard !uids.isEmpty else { return [:] }
        return try await run { (session, place) throws(IMAPError) in
            if place.validity == 0 { try Self.open(self.folder, session, place) }
            var mails: [UInt32: [UInt8]] = [:]
            try session.command("UID FETCH \(Self.set(uids)) (UID BODY.PEEK[])") { line in
                guard let uid = line.number(after: "UID").flatMap({ UInt32(exactly: $0) }), uids.contains(uid),
                    let literal = line.literals.first
                else { return }
                mails[uid] = literal
            }
            return mails
        }
    }

    /// Moves mails to another folder, which is made when it is not there. A mail that is gone already is no failure.
    func move(_ uids: [UInt32], to target: String) async throws(IMAPError) {
        guard !uids.isEmpty else { return }
        try await run { (session, place) throws(IMAPError) in
            if place.validity == 0 { try Self.open(self.folder, session, place) }
            let command = "UID MOVE \(Self.set(uids)) \(Self.quoted(target))"
            do throws(IMAPError) { try session.command(command) } catch {
                guard error.reason == .refused else { throw error }
                do throws(IMAPError) { try session.command("CREATE \(Self.quoted(target))") } catch {
                    // Another reader may have made the folder just now.
                    guard error.reason == .refused else { throw error }
                }
                try session.command(command)
            }
        }
    }

    /// Does it on the queue with the session of the moment. After a failure of the connection the next call makes another.
    private func run<Value: Sendable>(
        _ work: @escaping @Sendable (IMAPSession, Place) throws(IMAPError) -> Value
    ) async throws(IMAPError) -> Value {
        let result: Result<Value, IMAPError> = await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: attempt(work)) }
        }
        return try result.get()
    }

    private func attempt<Value: Sendable>(
        _ work: (IMAPSession, Place) throws(IMAPError) -> Value
    ) -> Result<Value, IMAPError> {
        do throws(IMAPError) {
            return .success(try work(try session(), place))
        } catch {
            if error.reason != .refused, error.reason != .noMove { forget() }
            return .failure(error)
        }
    }

    private func session() throws(IMAPError) -> IMAPSession {
        if let session = place.session { return session }
        let made = try IMAPSession(
            server, limit: limit, isStopped: { [self] in stopped.load(ordering: .relaxed) })
        place.session = made
        return made
    }

    private func forget() {
        place.session = nil
        place.validity = 0
    }

    private static func open(_ folder: String, _ session: IMAPSession, _ place: Place) throws(IMAPError) {
        var validity: UInt32?
        var canMove = false
        try session.command("CAPABILITY") { line in
            if line.text.uppercased().split(separator: " ").contains("MOVE") { canMove = true }
        }
        guard canMove else { throw IMAPError(.noMove) }
        try session.command("SELECT \(quoted(folder))") { line in
            validity = line.number(after: "UIDVALIDITY").flatMap { UInt32(exactly: $0) } ?? validity
        }
        guard let validity, validity > 0 else { throw IMAPError(.malformed, "no UIDVALIDITY") }
        place.validity = validity
    }

    /// A sequence-set (RFC 3501 section 9).
    private static func set(_ uids: [UInt32]) -> String { uids.map(String.init).joined(separator: ",") }

    /// Names are from the configuration and the program: ASCII without quotes, backslashes and `&`.
    private static func quoted(_ name: String) -> String { "\"\(name)\"" }
}
