/// Speaks version 1 of the protocol of the Bowtie harness (https://docs.bowtie.report): one line of JSON in, one line
/// out, for the commands start, dialect, run and stop. It reads and writes nothing itself. Every line has an answer,
/// also one that is not understood, except the last.
public struct BowtieHarness: Sendable {
    /// Lines carry cases with registries of schemas, so they may be longer and deeper than messages.
    private static let limits = JSONLimits(maxBytes: 64 << 20, maxDepth: 256)

    private let options: SchemaOptions
    private let version: String

    /// Whether the harness said stop; nothing more is to be read then.
    public private(set) var isStopped = false

    /// - Parameters:
    ///   - assertsFormat: whether `format` asserts in every case.
    ///   - version: of this program, as it is to be reported.
    public init(assertsFormat: Bool = false, version: String) {
        options = SchemaOptions(assertsFormat: assertsFormat)
        self.version = version
    }

    /// Answers a line, both without their line ends; nil when there is nothing to say.
    public mutating func answer(_ line: [UInt8]) -> [UInt8]? {
        reply(to: line)?.encoded()
    }

    private mutating func reply(to line: [UInt8]) -> JSONTree? {
        let request: JSONValue
        do {
            request = try JSONDocument(parsing: line, limits: Self.limits).root
        } catch {
            let sequence = BowtieSequence.find(in: line)
            return Self.failure("not a command: \(error)", sequence)
        }
        switch request["cmd"]?.string {
        case "start": return start(request)
        case "dialect": return ["ok": .bool(request["dialect"]?.string == Dialect.draft202012.rawValue)]
        case "run": return run(request)
        case "stop":
            isStopped = true
            return nil
        default: return Self.failure("unknown command; known are start, dialect, run and stop", request["seq"])
        }
    }

    private func start(_ request: JSONValue) -> JSONTree {
        guard request["version"]?.number?.int == 1 else { return Self.failure("only version 1 is spoken here") }
        let home = "https://weerthuis.nl/gateway"
        return [
            "version": 1,
            "implementation": [
                "language": "swift", "name": "weerthuis", "version": .string(version),
                "homepage": .string(home), "issues": .string(home + "/issues"), "source": .string(home + "/source"),
                "dialects": [.string(Dialect.draft202012.rawValue)],
            ],
        ]
    }

    private func run(_ request: JSONValue) -> JSONTree {
        let sequence = request["seq"]
        guard let sequence, let schema = request["case"]?["schema"], let tests = request["case"]?["tests"] else {
            return Self.failure("a run needs seq and a case with schema and tests", sequence)
        }
        do {
            let compiled = try compile(schema, registry: request["case"]?["registry"])
            let results = tests.elements.map { test in result(test, compiled) }
            return ["seq": JSONTree(sequence), "results": .array(results)]
        } catch {
            return Self.failure("\(error)", sequence)
        }
    }

    private func compile(_ schema: JSONValue, registry documents: JSONValue?) throws -> Schema {
        var registry = SchemaRegistry()
        for (uri, document) in documents?.members ?? [] {
            // What is no schema of this dialect names nothing: only a case that refers to it has an error.
            try? registry.add(Self.document(document), at: uri)
        }
        return try registry.compile(Self.document(schema), options)
    }

    private func result(_ test: JSONValue, _ schema: Schema) -> JSONTree {
        guard let instance = test["instance"] else { return Self.failure("a test needs an instance") }
        do {
            return ["valid": .bool(try schema.accepts(Self.document(instance)))]
        } catch {
            return Self.failure("\(error)")
        }
    }

    private static func document(_ value: JSONValue) throws(JSONSyntaxError) -> JSONDocument {
        try JSONDocument(parsing: JSONTree(value).encoded(), limits: limits)
    }

    private static func failure(_ message: String, _ sequence: JSONValue? = nil) -> JSONTree {
        var members = sequence.map { [JSONMember("seq", JSONTree($0))] } ?? []
        members += [JSONMember("errored", true), JSONMember("context", ["message": .string(message)])]
        return .object(members)
    }
}
