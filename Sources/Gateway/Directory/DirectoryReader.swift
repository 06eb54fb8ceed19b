internal import Envelope
internal import Schemas

/// Reads the document of an edition (docs/directory.md, the document).
enum DirectoryReader {
    static let schema = "https://weerthuis.nl/schema/adresboek/1"
    private static let members: Set<String> = [
        "$schema", "region", "profile", "sequence", "previous", "issued", "validUntil", "freshnessKeys", "parties",
        "administrators", "authorities", "revocationLists", "revocation",
    ]

    static func read(_ root: JSONValue) throws(DirectoryError) -> (DirectoryHeader, [Party]) {
        let node = try DirectoryNode(root, at: .root, members: members)
        _ = try node.text("$schema", schema) { $0 == schema ? $0 : nil }
        let header = try header(node)
        _ = try node.member("parties")
        var parties: [Party] = []
        for (value, place) in try node.list("parties", atMost: DirectoryLimits.parties) {
            parties.append(try PartyReader.party(value, at: place))
        }
        return (header, parties)
    }

    private static func header(_ node: DirectoryNode) throws(DirectoryError) -> DirectoryHeader {
        let number = try node.member("sequence").number
        guard let number, number.isInteger, let sequence = number.int, (1..<1 << 53).contains(sequence) else {
            throw node.error("sequence", "a whole number from 1 is expected")
        }
        let previous = try node.optionalText("previous", "<sequence>:<hash of 64 hexadecimal digits>") {
            ChainReference($0)
        }
        let expected: UInt64? = sequence == 1 ? nil : UInt64(sequence - 1)
        guard previous?.sequence == expected else {
            throw node.error("previous", "it names the edition with the sequence before this one", .contradiction)
        }
        let issued = try node.time("issued")
        let validUntil = try node.time("validUntil")
        guard issued < validUntil else {
            throw node.error("validUntil", "it must be after issued", .contradiction)
        }
        return DirectoryHeader(
            region: try node.name("region"), profile: try node.name("profile"), sequence: UInt64(sequence),
            previous: previous, issued: issued, validUntil: validUntil,
            freshnessKeys: try certificates(node, "freshnessKeys", DirectoryLimits.freshnessKeys),
            administrators: try certificates(node, "administrators", DirectoryLimits.administrators),
            authorities: try certificates(node, "authorities", DirectoryLimits.authorities),
            revocationLists: try revocationLists(node), checksRevocationAtUse: try checksAtUse(node))
    }

    private static func certificates(
        _ node: DirectoryNode, _ key: String, _ limit: Int
    ) throws(DirectoryError) -> [LazyCertificate] {
        var keys: [LazyCertificate] = []
        for (value, place) in try node.list(key, atMost: limit) {
            guard let text = value.string else { throw DirectoryError(.value, place, "a certificate is expected") }
            keys.append(try DirectoryNode.certificate(text, at: place))
        }
        return keys
    }

    private static func revocationLists(_ node: DirectoryNode) throws(DirectoryError) -> [[UInt8]] {
        var lists: [[UInt8]] = []
        for (value, place) in try node.list("revocationLists", atMost: DirectoryLimits.revocationLists) {
            guard let text = value.string,
                let list = DirectoryNode.base64(text, atMost: DirectoryLimits.revocationListText)
            else { throw DirectoryError(.value, place, "a revocation list is expected: DER in base64, on one line") }
            lists.append(list)
        }
        return lists
    }

    private static func checksAtUse(_ node: DirectoryNode) throws(DirectoryError) -> Bool {
        let text: String? = try node.optionalText("revocation", "admission or use") {
            ["admission", "use"].contains($0) ? $0 : nil
        }
        return text == "use"
    }
}

extension Directory {
    /// Reads an edition. Whether it may be trusted is decided elsewhere: ``SignedDirectory`` verifies signatures.
    ///
    /// - Parameter document: the JSON text, exactly as signed; at most 16 MiB and 5,000 parties.
    /// - Throws: ``DirectoryError`` with the first thing that is wrong and its place.
    public init(parsing document: [UInt8]) throws(DirectoryError) {
        let root = try DirectoryError.parsing(document, DirectoryLimits.document)
        let (header, parties) = try DirectoryReader.read(root)
        guard let digest = try? Digest(.sha256, of: document),
            let edition = ChainReference(sequence: header.sequence, hash: digest.bytes)
        else { throw DirectoryError(.limit, .root, "its hash can't be computed; free some memory") }
        try self.init(header: header, edition: edition, parties: parties)
    }
}

extension DirectoryError {
    static func parsing(_ text: [UInt8], _ limits: JSONLimits) throws(DirectoryError) -> JSONValue {
        do {
            return try JSONDocument(parsing: text, limits: limits).root
        } catch {
            throw DirectoryError(.syntax, .root, error.description)
        }
    }
}
