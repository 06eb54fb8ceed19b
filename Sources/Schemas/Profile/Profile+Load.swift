extension Profile {
    /// Reads a profile from the files of its folder, by their names; files that don't end in .json don't count.
    ///
    /// - Throws: `ProfileError` with every reason found, when the profile is incomplete or contradicts itself. It is
    ///   then refused whole.
    public static func load(files: [String: [UInt8]]) throws(ProfileError) -> Profile {
        var loader = try ProfileLoader(files: files)
        return try loader.load()
    }

    /// The profile that the program carries with it.
    /// - Parameter codeLists: files that take the place of the profile's own, such as a newer list of gemeenten.
    /// - Throws: `ProfileError`, as `load(files:)` does.
    public static func embedded(codeLists: [String: [UInt8]] = [:]) throws(ProfileError) -> Profile {
        let files = EmbeddedProfile.files.mapValues { Array($0.utf8) }
        return try load(files: files.merging(codeLists) { _, newer in newer })
    }

    init(_ parts: ProfileParts) {
        name = parts.name
        version = parts.version
        title = parts.title
        typePrefix = parts.typePrefix
        roles = parts.roles
        messages = parts.messages
        dossier = parts.dossier
        routes = parts.routes
        terms = parts.terms
        retention = parts.retention
        retentionGround = parts.retentionGround
        keyTerms = parts.keyTerms
        guides = parts.guides
        codeLists = parts.codeLists
        forms = parts.forms
        documents = parts.documents
        copyFieldsByMessage = Self.copyFields(of: parts.routes)
    }

    private static func copyFields(of routes: [Route]) -> [String: Set<JSONPointer>] {
        var fields: [String: Set<JSONPointer>] = [:]
        for route in routes {
            let inOneCopy = route.recipients.flatMap(\.onlyInThisCopy)
            guard !inOneCopy.isEmpty else { continue }
            for message in route.messages { fields[message, default: []].formUnion(inOneCopy) }
        }
        return fields
    }
}
