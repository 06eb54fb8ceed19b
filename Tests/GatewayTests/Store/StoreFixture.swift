import Envelope
import Foundation
import Testing

@testable import Gateway

/// A store in a folder of its own, removed when the test ends.
final class StoreFixture: Sendable {
    static let passphrase = "een wachtzin van zeven woorden lang"
    /// The test prefix of the OIN register.
    static let own = party(1)

    let folder: String
    let location: StoreLocation

    init(in parent: String = NSTemporaryDirectory()) throws {
        folder = parent + "/weerthuis-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        location = StoreLocation(folder: folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Few rounds, because these tests are not about guessing passphrases.
    static func access(_ passphrase: String = passphrase) -> Vault.Access {
        Vault.Access(Passphrase(Array(passphrase.utf8)), rounds: 1_000)
    }

    func open(as user: Store.User = .node) throws(StoreError) -> Store {
        try Store(at: location, access: Self.access(), as: user, isNew: true)
    }

    /// All bytes of the store on disk, journals among them.
    func bytesOnDisk() throws -> [UInt8] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        // The bell is a pipe and holds nothing.
        return try names.filter { !$0.hasSuffix(".bell") }.flatMap { name in
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
        }
    }

    static func party(_ number: Int) -> OIN {
        OIN("00000099" + String(repeating: "0", count: 12 - String(number).count) + String(number)) ?? own
    }

    static func time(_ seconds: Int64) -> UTCTime { UTCTime(secondsSinceEpoch: 1_790_000_000 + seconds) }

    static func messageID() -> UniqueID {
        var generator = SystemRandomNumberGenerator()
        return UniqueID(milliseconds: 1_790_000_000_000, random: (generator.next(), generator.next()))
    }

    static func delivery(
        to recipient: Int = 2, dossier: UniqueID = .random(), content: String = "{\"wie\":\"uitstromer\"}",
        at seconds: Int64 = 0
    ) -> NewDelivery {
        NewDelivery(
            id: messageID(), recipient: party(recipient), dossier: dossier, type: "registratie",
            content: Array(content.utf8), releasedBy: "Jikke de Boer", created: time(seconds))
    }

    static func inbound(
        _ id: UniqueID = messageID(), from source: Int = 2, dossier: UniqueID = .random(),
        content: String = "{\"wie\":\"uitstromer\"}", state: InboundState = .accepted, codes: [String] = []
    ) -> NewInbound {
        NewInbound(
            messageID: id, source: party(source), recipient: own, dossier: dossier, type: "registratie",
            content: Array(content.utf8), evidence: Array("signed \(content)".utf8), mic: [1, 2, 3],
            receivedAt: time(0), receipt: Array("receipt for \(id)".utf8), state: state, codes: codes)
    }

    /// The row of a message, proved.
    static func row(_ id: StoredMessageID, in store: Store) throws(StoreError) -> MessageRow {
        try store.readers.read { (connection) throws(StoreError) in
            try MessageTable(connection: connection, safe: store.safe).row(id)
        }
    }

    static func record(_ action: AuditAction, _ message: UniqueID? = nil, detail: String? = nil) -> AuditRecord {
        AuditRecord(time: time(0), actor: "node", action: action, message: message, detail: detail)
    }
}
