import Envelope
import Foundation
import Testing

@testable import Gateway

/// A node folder of a party of the example region, in a folder of its own that is removed when the test ends.
final class ExampleNodeFolder {
    let folder: WorkFolder
    let path: String
    let own: OIN

    static let passphrase: [UInt8] = {
        let data = try? Data(contentsOf: URL(filePath: "\(Repository.root)/keys-example/passphrase.txt"))
        return Array((data ?? Data()).prefix { $0 != 0x0A })
    }()

    static let region = "\(Repository.root)/keys-example"

    /// The region's edition, and a statement about it that counts now.
    private static let signed = Result {
        let directory = try ExampleDirectory(region: region, passphrase: passphrase, on: MemoryConsole())
        let edition = Array(try Data(contentsOf: URL(filePath: "\(region)/directory/edition-1.p7m")))
        return (edition: edition, statement: try directory.statement(about: edition))
    }

    init(_ party: String = "zorgaanbieder") throws {
        folder = try WorkFolder()
        path = folder["node"]
        let signed = try Self.signed.get()
        try ExampleInstallation(
            region: Self.region, edition: signed.edition, statement: signed.statement, console: MemoryConsole()
        ).install(party, in: path)
        own = try NodeFolder(path).configuration(on: MemoryConsole()).party
    }

    var location: StoreLocation { StoreLocation(folder: path + "/store") }

    /// The node's store; a new one is opened with few rounds, because these tests are not about guessing passphrases.
    func store(as user: Store.User = .visitor) throws -> Store {
        try FileManager.default.createDirectory(atPath: path + "/store", withIntermediateDirectories: true)
        return try Store(
            at: location, access: Vault.Access(Passphrase(Self.passphrase), rounds: 1_000), as: user, isNew: true)
    }

    @discardableResult
    func run(
        _ words: [String], on console: MemoryConsole = MemoryConsole()
    ) -> (status: ExitCode, console: MemoryConsole) {
        (WeerThuisTool.run(words + ["--node", path], on: console), console)
    }

    static func party(_ number: Int) throws -> OIN { try #require(OIN("0000009900000000\(number)000")) }

    func delivery(
        to recipient: Int = 2, type: String = "registratie", content: String = "{}", dossier: UniqueID = .random(),
        daysOld: Int64 = 0
    ) throws -> NewDelivery {
        NewDelivery(
            id: StoreFixture.messageID(), recipient: try Self.party(recipient), dossier: dossier, type: type,
            content: Array(content.utf8), releasedBy: "m.postma@deterp.example",
            created: SystemClock.now.adding(seconds: -daysOld * 86_400))
    }
}
