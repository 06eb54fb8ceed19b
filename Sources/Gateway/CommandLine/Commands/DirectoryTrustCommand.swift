internal import Envelope
internal import Schemas

/// `weerthuis directory trust`: whom a node believes.
enum DirectoryTrustCommand: Command {
    static let specification = CommandSpecification(
        "directory", "trust", summary: "Makes a node's trust file: whose signatures count on the directory.",
        options: [
            .value("region", "TEXT", "the name of the region"),
            .value("pin", "FILE", "an administrator's signing certificate", repeats: true),
            .value("signatures", "NUMBER", "how many administrators must have signed (default: 1)"),
            .value(
                "freshness", "FILE",
                "a certificate that may sign freshness statements besides those that the edition names", repeats: true),
            .value("out", "FILE", "where the trust file goes (directory-trust.json in the node folder)"),
            .flag("force", "replace an existing file"), .json,
        ],
        details: """
            The certificates come from the region's administrator. Compare the fingerprints that are printed over another channel,
            such as the telephone, before you start the node: everything that it believes rests on them.
            """,
        example: "weerthuis directory trust --region Voorbeeldregio --pin beheerder.cert.pem --out directory-trust.json"
    )

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let region = try arguments.required("region")
        let output = try arguments.required("out")
        let administrators = try certificates(arguments.all("pin"), on: console)
        let text = arguments.value("signatures") ?? "1"
        guard let number = Int(text) else { throw .usage("--signatures takes a number") }
        let freshness = try certificates(arguments.all("freshness"), on: console)
        let pins = DirectoryPins(
            region: region, administrators: administrators, signatures: number, freshnessKeys: freshness)
        guard let pins else {
            throw .usage(
                "--signatures \(number) does not go with \(administrators.count) of --pin", remedy: "see --help")
        }
        try FileAccess.create(output, pins.encoded(), replacing: arguments.has("force"), mode: 0o644)
        guard !arguments.has("json") else {
            let trusted = (administrators + freshness).map { certificate -> JSONTree in
                [
                    "name": .string(certificate.subject.commonName ?? ""),
                    "fingerprint": .string("\(certificate.fingerprint)"),
                ]
            }
            return try console.report(["out": .string(output), "certificates": .array(trusted)])
        }
        for certificate in administrators + freshness {
            try console.print("\(certificate.fingerprint)  \(certificate.subject.commonName ?? "")")
        }
        return .success
    }

    private static func certificates(
        _ paths: [String], on console: any Console
    ) throws(CommandError) -> [Certificate] {
        try paths.map { (path) throws(CommandError) in try KeyFiles.certificate(path, on: console) }
    }
}
