import Foundation
import Schemas
import Testing

@testable import Gateway

/// The demonstration as people run it: the program, four nodes as processes of their own, and the doctor at one of them.
/// One after the other: the nodes of two would want the same ports.
@Suite(.serialized) struct DemonstrationTests {
    private let folder: WorkFolder

    init() throws { folder = try WorkFolder() }

    private static let program: String = {
        let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        let candidates = [bundle.path(), "\(Repository.root)/.build/debug", "\(Repository.root)/.build/release"]
        return candidates.map { $0 + "/weerthuis" }.first { FileManager.default.isExecutableFile(atPath: $0) } ?? ""
    }()

    private func run(_ words: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = words
        process.currentDirectoryURL = URL(filePath: Repository.root)
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test func oneDossierTravelsAndTheDoctorIsContent() throws {
        try #require(!Self.program.isEmpty, "the program is built with the tests")
        let demo = try run(["demo", "--keep", folder["regio"]])
        #expect(demo.status == 0, "\(demo.output)")
        for text in [
            "registratie      M. Postma", "A. Hoekstra, L. Visser", "P. Smit, H. Meijer", "verified", "geopend",
            "WT2101",
            "WT8006", "with a certificate of his own making", "uitgesteld", "The node is back",
            "Three commands to try next",
        ] {
            #expect(demo.output.contains(text), "\(text) in \(demo.output)")
        }
        let nodes = try ["zorgaanbieder", "transferpunt"].map { name in
            let node = try DemoProcess(folder: folder["regio/\(name)"], program: Self.program)
            try node.waitUntilReady()
            return node
        }
        let doctor = try run(
            ["doctor", "--node", folder["regio/zorgaanbieder"], "--partner", "00000099000000002000"])
        for node in nodes { node.stop() }
        #expect(doctor.status == 0, "\(doctor.output)")
        #expect(doctor.output.contains("kent de sleutel van dit knooppunt en heeft hetzelfde adresboek"))
    }

    @Test func programsGetEachStepAsALineOfJSON() throws {
        try #require(!Self.program.isEmpty, "the program is built with the tests")
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["demo", "--json"]
        process.currentDirectoryURL = URL(filePath: Repository.root)
        process.standardOutput = pipe
        try folder.write("notes", [])
        process.standardError = try FileHandle(forWritingTo: URL(filePath: folder["notes"]))
        try process.run()
        let output = Array(pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        let notes = String(decoding: try folder.read("notes"), as: UTF8.self)
        #expect(process.terminationStatus == 0, "\(notes)")
        let steps = try output.split(separator: 0x0A).map { try JSONDocument(parsing: Array($0)).root }
        let names = steps.compactMap { $0["step"]?.string }
        #expect(names.count == steps.count)
        #expect(names.first == "start" && names.last == "done")
        for name in ["delivered", "opened", "incomplete-form-refused", "stranger-refused", "impostor-refused"] {
            #expect(names.contains(name), "\(name) in \(names)")
        }
        let back = try #require(steps.first { $0["step"]?.string == "node-back" })
        #expect(back["state"]?.string == "delivered")
    }

    @Test func aPortThatIsInUseIsNotTaken() throws {
        let port = try #require(FreePort.any())
        #expect(FreePort.isFree(port))
        let listener = try Listener(
            settings: ListenerSettings(place: .network(address: "127.0.0.1", port: port))
        ) { _ in .notFound }
        #expect(!FreePort.isFree(port))
        Awaited.value { () async -> Void in await listener.stop() }
    }

    @Test func aRegionWithOtherPortsIsSignedAnew() throws {
        let region = try ExampleRegion(
            Array(try Data(contentsOf: URL(filePath: "\(ExampleNodeFolder.region)/region.json"))), path: "region.json")
        var next: UInt16 = 30_000
        let moved = try region.moved { () throws(CommandError) in
            next += 1
            return next
        }
        let text = Array(try Data(contentsOf: URL(filePath: "\(ExampleNodeFolder.region)/directory/directory.json")))
        let directory = try Directory(parsing: try DemoRegion.document(text, moved))
        for party in moved.parties {
            #expect(directory.party(party.oin)?.endpoint == Endpoint("https://localhost:\(party.port)/as2"))
        }
    }
}
