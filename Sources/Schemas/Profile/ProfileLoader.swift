/// Reads a profile from its files and refuses it whole when anything is wrong with it.
///
/// It stops after each step that found something, as the next one would only repeat it in other words.
struct ProfileLoader {
    let vocabulary: ProfileVocabulary
    private(set) var documents: [String: JSONDocument] = [:]
    var problems: [ProfileProblem] = []

    private static let mostFiles = 1000

    init(files: [String: [UInt8]]) throws(ProfileError) {
        do {
            vocabulary = try ProfileVocabulary()
        } catch {
            throw ProfileError([ProfileProblem("woordenlijst", .root, "is in het programma beschadigd: \(error)")])
        }
        guard files.count <= Self.mostFiles else {
            throw ProfileError([ProfileProblem(ProfileNode.file, .root, "er zijn meer dan \(Self.mostFiles) bestanden")]
            )
        }
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".json") {
            do throws(JSONSyntaxError) {
                documents[name] = try JSONDocument(parsing: bytes)
            } catch {
                problems.append(ProfileProblem(name, .root, Finding(error).sentence))
            }
        }
        try stopIfWrong()
    }

    mutating func load() throws(ProfileError) -> Profile {
        guard let manifest = documents[ProfileNode.file] else {
            throw ProfileError([ProfileProblem(ProfileNode.file, .root, "ontbreekt")])
        }
        report(manifest, in: ProfileNode.file, against: vocabulary.profile)
        try stopIfWrong()
        var parts = try ProfileParts(manifest)
        checkFiles(of: parts)
        try stopIfWrong()
        readCodeLists(into: &parts)
        try stopIfWrong()
        readForms(into: &parts)
        try stopIfWrong()
        let profile = Profile(parts)
        problems += ProfileChecks(profile).problems
        try stopIfWrong()
        return profile
    }

    private func stopIfWrong() throws(ProfileError) {
        if !problems.isEmpty { throw ProfileError(problems) }
    }

    /// Reports where a file doesn't satisfy its schema.
    @discardableResult
    mutating func report(_ document: JSONDocument, in file: String, against schema: Schema) -> Bool {
        do throws(ValidationError) {
            let verdict = try schema.validate(document)
            let findings = FindingWriter(form: nil, documents: .init()).findings(of: verdict.violations)
            problems += findings.map { ProfileProblem(file, $0.pointer, $0.sentence) }
            return verdict.isValid
        } catch {
            problems.append(ProfileProblem(file, .root, "is niet te controleren: \(error)"))
            return false
        }
    }

    private mutating func checkFiles(of parts: ProfileParts) {
        let listed = parts.codeListFiles.map(\.file)
        let named = parts.messages.map(\.schemaFile) + parts.sharedSchemas + listed
        for name in Set(named).sorted() where documents[name] == nil {
            problems.append(ProfileProblem(name, .root, "ontbreekt, maar staat in \(ProfileNode.file)"))
        }
        let used = Set(named + [ProfileNode.file])
        for name in documents.keys.sorted() where !used.contains(name) {
            problems.append(
                ProfileProblem(name, .root, "wordt in \(ProfileNode.file) niet genoemd; noem het of haal het weg"))
        }
        var seen: Set<String> = []
        for name in named where !seen.insert(name).inserted {
            problems.append(ProfileProblem(name, .root, "wordt in \(ProfileNode.file) twee keer genoemd"))
        }
    }
}
