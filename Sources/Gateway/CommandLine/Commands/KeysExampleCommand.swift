internal import Envelope
internal import Schemas

/// `weerthuis keys example`: a whole region to try things with.
enum KeysExampleCommand: Command {
    static let specification = CommandSpecification(
        "keys", "example",
        summary: "Makes a whole example region, never for production: keys, directory, node folders.",
        options: [
            .value("region", "FILE", "the region's description (see keys-example/region.json)"),
            .value("out", "FOLDER", "where the files go"),
            PassphraseSource.option,
            .flag("force", "make all keys and the directory anew, instead of what is missing"), .json,
        ],
        details: """
            Every certificate is marked "\(CertificateName.exampleMarker)" and valid until 2099. All keys are encrypted under
            the same passphrase. Per contactpersoon: a key for signing and a key for encryption; per party: a node key, a TLS
            certificate for localhost, and a node.json. The directory is signed by the example's administrator; a statement of
            its freshness counts for 24 hours, so a demonstration makes its own (weerthuis directory freshen).
            """,
        example: "weerthuis keys example --region keys-example/region.json --out keys-example "
            + "--passphrase-file passphrase.txt")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = try arguments.required("region")
        let folder = try arguments.required("out")
        let region = try ExampleRegion(try FileAccess.read(path, limit: 1 << 20, on: console), path: path)
        var passphrase = try PassphraseSource.new(arguments, on: console)
        defer { passphrase.cleanse() }
        let writer = ExampleRegionWriter(
            folder: folder, passphrase: passphrase, replacing: arguments.has("force"), console: console)
        do {
            try writer.write(region)
        } catch let error as CommandError {
            throw error
        } catch {
            throw .refused("the example region was not made: \(error)")
        }
        return arguments.has("json") ? try console.report(["out": .string(folder)]) : .success
    }
}
