internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis demo`: four nodes on this machine, and the journey of one dossier between them.
enum DemoCommand: Command {
    static let specification = CommandSpecification(
        "demo", summary: "Runs four nodes on this machine and sends the forms of one dossier between them.",
        options: [
            .value("keys", "FOLDER", "the example region (default: keys-example)"),
            .value("forms", "FOLDER", "the filled-in forms (default: Tests/Vectors/formulieren)"),
            .value("keep", "FOLDER", "leave the node folders in this new folder, to look around in"),
            .flag("json", short: "j", "print a line of JSON for each step"),
        ],
        details: """
            Run it in a clone of the repository, or use script/demo, which builds first. Everything is on loopback, in a temporary
            folder that is removed at the end. The keys of the example region are public: never for real data.
            """,
        example: "weerthuis demo --keep /tmp/regio")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let source = arguments.value("keys") ?? "keys-example"
        let forms = arguments.value("forms") ?? "Tests/Vectors/formulieren"
        for path in ["\(source)/region.json", "\(forms)/registratie.json"] where access(path, F_OK) != 0 {
            throw .usage(
                "\(path) is not there", remedy: "run this in a clone of the repository, or give --keys and --forms")
        }
        let folder = try place(arguments)
        let isKept = arguments.has("keep")
        let signals = DemoSignals(removing: isKept ? nil : folder)
        defer {
            withExtendedLifetime(signals) {}
            if !isKept { try? FileManager.default.removeItem(atPath: folder) }
        }
        let passphrase = try FileAccess.read("\(source)/passphrase.txt", limit: 1024, on: console).prefix { $0 != 0x0A }
        let region = DemoRegion(source: source, passphrase: Array(passphrase), console: console)
        do { try region.install(in: folder) } catch let error as CommandError { throw error } catch {
            throw .failed("the example region can't be set up: \(error)")
        }
        let isJSON = arguments.has("json")
        let demonstration = try Demonstration(
            folder: folder, forms: forms, passphrase: Array(passphrase), isJSON: isJSON, on: console)
        try demonstration.run()
        guard !isJSON else {
            return try console.report(["step": "done", "folder": isKept ? .string(folder) : .null])
        }
        try console.print(isKept ? kept(folder) : next)
        return .success
    }

    private static func place(_ arguments: ParsedArguments) throws(CommandError) -> String {
        guard let path = arguments.value("keep") else {
            return NSTemporaryDirectory() + "weerthuis-demo-\(UUID().uuidString)"
        }
        let folder = NodeFolder(path).path
        guard access(folder, F_OK) != 0 else {
            throw .usage("\(folder) exists already", remedy: "give the name of a new folder")
        }
        return folder
    }

    private static var program: String { CommandLine.arguments.first ?? "weerthuis" }

    private static var next: String {
        """

        Three commands to try next:
            \(program) demo --keep /tmp/regio
            \(program) schema show registratie
            \(program) init /tmp/knooppunt
        """
    }

    private static func kept(_ folder: String) -> String {
        """

        Three commands to try next:
            \(program) messages --node \(folder)/transferpunt
            \(program) serve --node \(folder)/transferpunt
            \(program) doctor --node \(folder)/transferpunt
        """
    }
}
