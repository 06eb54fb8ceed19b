import Foundation
import Loopback
import Schemas
import Synchronization

/// Sends the forms of a dossier between nodes that log everything, and looks for what they hold of the uitstromer wherever it
/// must not be.
final class Privacy {
    private struct Sending {
        let node: String
        let type: String
        let person: String
        var to: String?
    }

    private static let journey = [
        Sending(node: "zorgaanbieder", type: "registratie", person: "m.postma@deterp.example"),
        Sending(node: "zorgaanbieder", type: "aanmelding", person: "t.bakker@deterp.example"),
        Sending(node: "zorgaanbieder", type: "vervolgwonen", person: "m.postma@deterp.example"),
        Sending(node: "transferpunt", type: "doorgeleiding", person: "l.visser@transferpunt.example"),
        Sending(
            node: "transferpunt", type: "aanmeldbericht", person: "a.hoekstra@transferpunt.example",
            to: "00000099000000004000"),
        Sending(node: "zorgaanbieder", type: "plaatsing", person: "m.postma@deterp.example"),
        Sending(node: "zorgaanbieder", type: "registratie-onvolledig", person: "m.postma@deterp.example"),
    ]
    /// Fields that hold something of the uitstromer, wherever they stand in a form.
    private static let fields: Set<String> = [
        "achternaam", "burgerservicenummer", "geboortedatum", "straat", "postcode", "telefoonnummer", "mailadres",
        "datumStartDakloosheid",
    ]

    private let region: Region
    private let nodes: [String: NodeUnderTest]
    private let relays: [String: Relay]
    private let program: String
    private(set) var secrets: Set<String> = []
    private(set) var found: [String] = []
    /// Bytes that were searched.
    private(set) var searched = 0

    init(region: Region, nodes: [String: NodeUnderTest], relays: [String: Relay], program: String) {
        self.region = region
        self.nodes = nodes
        self.relays = relays
        self.program = program
    }

    func run() throws {
        for relay in relays.values { relay.set(.record) }
        for node in nodes.values { try node.start() }
        for node in nodes.values where !node.waitUntilReady() { throw FaultsError("\(node.name) is not ready") }
        var dossier: String?
        for sending in Self.journey { try send(sending, &dossier) }
        usleep(3_000_000)
        for node in nodes.values {
            search("/metrics of \(node.name)", try page("/metrics", of: node))
            search("/healthz of \(node.name)", try page("/healthz", of: node))
            for process in node.identifiers { searchProcess(process, node.name) }
        }
        for node in nodes.values { try node.stop() }
        for relay in relays.values { search("heads of requests and answers", Data(relay.heads)) }
        searchFiles()
    }

    private func send(_ sending: Sending, _ dossier: inout String?) throws {
        guard let node = nodes[sending.node] else { return }
        let form = "Tests/Vectors/formulieren/\(sending.type).json"
        collect(try JSONDocument(parsing: Array(try Data(contentsOf: URL(filePath: form)))).root, "")
        let type = sending.type.split(separator: "-").first.map(String.init) ?? ""
        var words = ["send", "--node", node.member.folder, "--type", type, "--as", sending.person, "--json"]
        words += dossier.map { ["--dossier", $0] } ?? []
        words += sending.to.map { ["--to", $0] } ?? []
        let process = try RunningProgram(
            program, words + [form], environment: node.visitorEnvironment, output: "\(region.folder)/private.out",
            log: "\(region.folder)/private.log")
        while process.isRunning {
            searchProcess(process.identifier, "send")
            usleep(20_000)
        }
        let isMeant = type == sending.type
        guard process.wait() == (isMeant ? 0 : 1) else { throw FaultsError("send \(type): \(process.printed)") }
        // A refusal names the findings to who filled the form in; that is its purpose, and it goes to no log.
        if isMeant { search("what send printed", Data(process.printed.utf8)) }
        let root = try? JSONDocument(parsing: Array(process.printed.utf8.prefix { $0 != 0x0A })).root
        dossier = dossier ?? root?["dossier"]?.string
        usleep(700_000)
    }

    private func collect(_ value: JSONValue, _ key: String) {
        for member in value.members where !key.hasPrefix("contact") { collect(member.value, member.key) }
        for element in value.elements { collect(element, key) }
        if let text = value.string, Self.fields.contains(key) { secrets.insert(text) }
    }

    private func page(_ path: String, of node: NodeUnderTest) throws -> Data {
        guard let socket = Socket.connect(node.member.local) else { throw FaultsError("no \(path) of \(node.name)") }
        defer { close(socket) }
        _ = Socket.send(Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8), to: socket)
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 { data += buffer[..<count] }
        guard data.count > 100 else { throw FaultsError("no \(path) of \(node.name)") }
        return data
    }

    private func searchProcess(_ process: pid_t, _ name: String) {
        for file in ["cmdline", "environ"] {
            guard let data = FileManager.default.contents(atPath: "/proc/\(process)/\(file)") else { continue }
            search("\(file) of \(name)", data)
        }
    }

    private func searchFiles() {
        for node in nodes.values { searchFolder(node.member.folder) }
        searchFolder("\(region.folder)/tmp")
        for name in (try? FileManager.default.contentsOfDirectory(atPath: region.folder)) ?? []
        where name.hasSuffix(".log") && name != "private.log" || name.hasSuffix(".faults") {
            search(name, FileManager.default.contents(atPath: "\(region.folder)/\(name)") ?? Data())
        }
    }

    private func searchFolder(_ folder: String) {
        guard let files = FileManager.default.enumerator(atPath: folder) else { return }
        for case let file as String in files {
            search("file name", Data(file.utf8))
            var isFolder: ObjCBool = false
            let path = "\(folder)/\(file)"
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType) == .typeRegular
            else { continue }
            search(path, FileManager.default.contents(atPath: path) ?? Data())
        }
    }

    private func search(_ place: String, _ data: Data) {
        searched += data.count
        for secret in secrets where data.range(of: Data(secret.utf8)) != nil {
            // Not the secret itself: this is printed.
            found.append("\(place): a value of \(secret.utf8.count) bytes")
        }
    }
}
