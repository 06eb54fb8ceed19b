import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// Node folders of the example region, nodes that run in them, one clock, and the commands as people type them.
final class RegionWalk: Sendable {
    /// What a command said.
    struct Said: Sendable {
        let status: ExitCode
        let printed: String
        let noted: String

        /// The first line on standard output.
        var line: String { String(printed.prefix { $0 != "\n" }) }
        var all: String { "\(status)\n\(printed)\n\(noted)" }
    }

    static let postma = "m.postma@deterp.example"
    static let bakker = "t.bakker@deterp.example"
    static let hoekstra = "a.hoekstra@transferpunt.example"
    static let administrator = "n.hofstra@voorbeeldregio.example"
    static let parties = ["zorgaanbieder", "transferpunt", "regiobeheerder"]

    let folder: WorkFolder
    private let clock = NodeClock(offset: 0)
    private let offset = Mutex<Int64>(0)
    private let nodes = Mutex<[String: Node]>([:])
    private let edition = Mutex(1)

    /// - Parameters:
    ///   - usesKeyProcess: for nodes that are processes of their own.
    ///   - isStarting: whether the nodes run in this process from the beginning.
    init(usesKeyProcess: Bool = false, isStarting: Bool = true) async throws {
        let folder = try WorkFolder()
        self.folder = folder
        try await Background.run { Result { try Self.install(in: folder, usesKeyProcess) } }.get()
        for name in Self.parties where isStarting { try await start(name) }
    }

    private static func install(in folder: WorkFolder, _ usesKeyProcess: Bool) throws {
        let (source, console) = (ExampleNodeFolder.region, MemoryConsole())
        let passphrase = ExampleNodeFolder.passphrase
        let region = try ExampleRegion(
            Array(try Data(contentsOf: URL(filePath: "\(source)/region.json"))), path: "region.json"
        ).moved { () throws(CommandError) in
            guard let port = TestPort.next() else { throw .failed("no free port") }
            return port
        }
        let text = Array(try Data(contentsOf: URL(filePath: "\(source)/directory/directory.json")))
        let directory = try ExampleDirectory(region: source, passphrase: passphrase, on: console)
        let edition = try directory.sign(DemoRegion.document(text, region))
        try folder.write("edition-1.p7m", edition)
        let installation = ExampleInstallation(
            region: source, edition: edition, statement: try directory.statement(about: edition), console: console)
        let home = try #require(region.parties.first { $0.folder == "regiobeheerder" })
        for party in region.parties where parties.contains(party.folder) {
            let node = ExampleNode(party: party, folder: folder[party.folder])
            let minutes = JSONTree.number(try #require(JSONNumber(lexeme: "0.02")))
            let configuration = try node.configuration(retry: ["minutes": [minutes], "then": minutes])
                .setting("/keyProcess", ["enabled": .bool(usesKeyProcess)])
                .setting(
                    "/directory",
                    party.folder == home.folder ? [:] : ["sources": [.string("https://localhost:\(home.port)/as2")]])
            try installation.install(party.folder, in: node.folder, configuration: configuration)
            // These tests are not about guessing passphrases.
            try FileAccess.createFolder(node.folder + "/store")
            try Store(
                at: StoreLocation(folder: node.folder + "/store"),
                access: Vault.Access(Passphrase(passphrase), rounds: 1_000), as: .node, isNew: true
            ).close()
        }
    }

    // MARK: Nodes

    func start(_ name: String) async throws {
        let (folder, clock) = (folder[name], clock)
        let node = try await Background.run {
            Result { () throws(CommandError) in
                let console = MemoryConsole()
                let passphrase = ExampleNodeFolder.passphrase
                let configuration = try NodeFolder(folder).configuration(on: console)
                let plan = try NodePlan(
                    configuration, passphrase: Passphrase(passphrase), clock: clock,
                    log: NodeLog(least: .error, clock: clock) { _ in }, on: console)
                return try NodeStart(configuration: configuration, console: console).node(plan, passphrase: passphrase)
            }
        }.get()
        try await node.start()
        nodes.withLock { $0[name] = node }
    }

    func stop(_ name: String) async {
        let node = nodes.withLock { $0.removeValue(forKey: name) }
        await node?.stop()
    }

    func stop() async {
        for name in Self.parties { await stop(name) }
    }

    func node(_ name: String) throws -> Node { try #require(nodes.withLock { $0[name] }) }

    func advance(seconds: Int64) {
        clock.advance(seconds: seconds)
        offset.withLock { $0 += seconds }
    }

    func advance(days: Int64) { advance(seconds: days * 86_400) }

    // MARK: Commands

    /// Runs a command; `{name}` in a word stands for a file or node folder of the walk.
    func run(_ words: String...) async -> Said { await run(words) }

    func run(_ words: [String]) async -> Said {
        let offset = offset.withLock(\.self)
        let path = folder.path
        return await Background.run {
            let console = MemoryConsole()
            let filled = words.map { $0.replacing("{", with: path + "/").replacing("}", with: "") }
            let status = SystemClock.$offset.withValue(offset) { WeerThuisTool.run(filled, on: console) }
            return Said(status: status, printed: console.printed, noted: console.noted)
        }
    }

    /// Runs a command that has to succeed.
    @discardableResult
    func done(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> Said {
        let said = await run(words)
        try #require(said.status == .success, "\(words): \(said.all)", sourceLocation: sourceLocation)
        return said
    }

    /// Runs a command that has to be refused, with these words among its reasons.
    func refused(
        _ words: String..., saying text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let said = await run(words)
        #expect(said.status == .refused, "\(words): \(said.all)", sourceLocation: sourceLocation)
        #expect(said.noted.contains(text), "\(said.all)", sourceLocation: sourceLocation)
    }

    // MARK: The administrator

    static let authority = "\(ExampleNodeFolder.region)/authority"

    /// Signs the draft, confirms it, and publishes it at the administrator's node.
    ///
    /// - Parameter key: the files of the administrator's pair, without their endings.
    @discardableResult
    func publish(_ draft: String = "{draft.json}", key: String = "\(authority)/administrator") async throws -> Int {
        let number = edition.withLock { number in
            number += 1
            return number
        }
        try await done("directory", "check", draft)
        try await done(
            "directory", "sign", draft, "--previous", "{edition-\(number - 1).p7m}", "--key", "\(key).key.pem",
            "--cert",
            "\(key).cert.pem", "--pin", "\(Self.authority)/administrator.cert.pem", "--passphrase-file", "{passphrase}",
            "--out", "{edition-\(number).p7m}")
        try await state(number)
        try await done(
            "directory", "publish", "{edition-\(number).p7m}", "--freshness", "{actueel.p7m}", "--node",
            "{regiobeheerder}")
        return number
    }

    private func state(_ number: Int) async throws {
        try await done(
            "directory", "freshen", "{edition-\(number).p7m}", "--key", "\(Self.authority)/freshness.key.pem", "--cert",
            "\(Self.authority)/freshness.cert.pem", "--passphrase-file", "{passphrase}", "--out", "{actueel.p7m}",
            "--force")
    }

    /// The timer that confirms the edition every few hours, and the nodes' timers that fetch it.
    func freshen() async throws {
        let begin = clock.now.adding(seconds: -30)
        try await state(edition.withLock(\.self))
        try await done("directory", "publish", "--freshness", "{actueel.p7m}", "--node", "{regiobeheerder}")
        try await confirmed(by: "regiobeheerder", since: begin)
        for name in Self.parties where name != "regiobeheerder" && nodes.withLock({ $0[name] }) != nil {
            try await done("directory", "fetch", "--node", "{\(name)}")
            try await confirmed(by: name, since: begin)
        }
    }

    /// Waits until a node that runs has seen what a command put beside it: what it gives to others is the older one until then.
    private func confirmed(by name: String, since begin: UTCTime) async throws {
        guard let node = nodes.withLock({ $0[name] }) else { return }
        try await until { (node.watch.directory.current.confirmed ?? begin.adding(seconds: -1)) >= begin ? true : nil }
    }

    /// Waits until nodes work with an edition.
    func reached(_ number: Int, by names: [String] = parties) async throws {
        for name in names {
            let health = try node(name)
            try await until { health.directorySequence == number ? true : nil }
        }
    }

    /// A draft that says what the last edition says.
    func draft() async throws {
        let shown = try await done(
            "directory", "show", "--json", "{edition-\(edition.withLock(\.self)).p7m}")
        try folder.write("draft.json", Array(shown.printed.utf8))
    }

    // MARK: Messages

    /// Sends a form and waits until it is delivered.
    @discardableResult
    func send(_ type: String = "registratie", as mail: String, from name: String = "zorgaanbieder") async throws
        -> UniqueID
    {
        let id = try await submit(type, as: mail, from: name)
        try await delivered(id, from: name)
        return id
    }

    func submit(_ type: String = "registratie", as mail: String, from name: String = "zorgaanbieder") async throws
        -> UniqueID
    {
        let form = "\(Repository.root)/Tests/Vectors/formulieren/\(type).json"
        let said = try await done("send", form, "--type", type, "--as", mail, "--node", "{\(name)}", "--json")
        let tree = try JSONDocument(parsing: Array(said.line.utf8)).root
        return try #require(tree["message"]?.string.flatMap { UniqueID($0) }, "\(said.all)")
    }

    func delivered(_ id: UniqueID, from name: String = "zorgaanbieder") async throws {
        let store = try node(name).store
        try await until {
            let found = try store.messages(MessageFilter(direction: .outbound, message: id)).messages
            return found.isEmpty || found.contains { $0.state != .outbound(.delivered) } ? nil : true
        }
    }

    /// Waits for messages of a type that arrived.
    @discardableResult
    func arrivals(_ type: String, at name: String, count: Int) async throws -> [MessageSummary] {
        let store = try node(name).store
        return try await until {
            let found = try store.messages(MessageFilter(direction: .inbound)).messages.filter { $0.type == type }
            return found.count >= count ? found : nil
        }
    }

    /// With which keys a message was sealed and signed, by the audit log.
    func keys(of id: UniqueID, at name: String) async throws -> (sealedTo: [String], signedWith: String) {
        let said = try await done("audit", "keys", id.description, "--json", "--node", "{\(name)}")
        let last = try #require(try JSONDocument(parsing: Array(said.printed.utf8)).root[0]?["sealed"]?.elements.last)
        return (
            last["readableWith"]?.elements.compactMap(\.string) ?? [], try #require(last["signedWith"]?.string)
        )
    }

    /// The name of a pair's certificate in the audit log.
    func name(ofPair path: String) throws -> String {
        try Certificate(file: try folder.read("\(path).cert.pem")).auditName
    }

    /// The name of the newest pair of a person, without its endings.
    func newPair(_ prefix: String, _ use: String, at name: String) async throws -> String {
        let keys = folder["\(name)/keys"]
        return try await until {
            let files = try FileManager.default.contentsOfDirectory(atPath: keys).sorted()
            return files.last { $0.hasPrefix(prefix) && $0.hasSuffix(".\(use).cert.pem") }.map {
                "\(name)/keys/" + $0.dropLast(".cert.pem".count)
            }
        }
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: folder[path]) }
}

extension Node {
    /// The edition that the node works with.
    var directorySequence: Int { Int(watch.directory.current.directory.header.sequence) }
}
