extension ProfileLoader {
    /// Compiles the schema of every message type and reads the forms out of them.
    mutating func readForms(into parts: inout ProfileParts) {
        let files = parts.sharedSchemas + parts.messages.map(\.schemaFile)
        for file in files { checkSchema(file) }
        guard problems.isEmpty else { return }
        var registry = SchemaRegistry(codeLists: parts.codeLists.mapValues { CodeList(labels: $0.labels) })
        for file in files { add(file, to: &registry, &parts) }
        checkShared(files, parts)
        guard problems.isEmpty else { return }
        for file in parts.sharedSchemas { checkEveryDefinition(in: file, registry) }
        for message in parts.messages { readForm(of: message, registry, &parts) }
        let used = Set(parts.forms.values.flatMap { Self.codeLists(in: $0.fields) })
        for (name, file) in parts.codeListFiles where !used.contains(name) {
            problems.append(ProfileProblem(file, .root, "geen enkel formulier gebruikt de codelijst '\(name)'"))
        }
    }

    /// Reports shared files that no other schema refers to.
    private mutating func checkShared(_ files: [String], _ parts: ProfileParts) {
        var used: Set<String> = []
        for file in files {
            guard let root = documents[file]?.root, let uri = root["$id"]?.string else { continue }
            for reference in Self.references(in: root) {
                let target = URIReference(reference).resolved(against: URIReference(uri)).withoutFragment
                if target != uri { used.insert(target) }
            }
        }
        for file in parts.sharedSchemas where !used.contains(documents[file]?.root["$id"]?.string ?? "") {
            problems.append(ProfileProblem(file, .root, "geen enkel formulier verwijst hiernaar; haal het weg"))
        }
    }

    /// As deep as a document may be.
    private static func references(in value: JSONValue) -> [String] {
        let own = value["$ref"]?.string.map { [$0] } ?? []
        return own + (value.members.map(\.value) + value.elements).flatMap { references(in: $0) }
    }

    private mutating func checkSchema(_ file: String) {
        guard let document = documents[file], report(document, in: file, against: vocabulary.dialect) else { return }
        for keyword in ["$schema", "$id"] where document.root[keyword]?.string == nil {
            problems.append(ProfileProblem(file, JSONPointer(tokens: [keyword]), "ontbreekt"))
        }
        guard let dialect = document.root["$schema"]?.string, dialect != ProfileVocabulary.dialectURI else { return }
        let sentence = "moet '\(ProfileVocabulary.dialectURI)' zijn"
        problems.append(ProfileProblem(file, JSONPointer(tokens: ["$schema"]), sentence))
    }

    private mutating func add(_ file: String, to registry: inout SchemaRegistry, _ parts: inout ProfileParts) {
        guard let document = documents[file], let uri = document.root["$id"]?.string else { return }
        do throws(SchemaError) {
            try registry.add(document, at: uri)
            parts.documents.add(document, at: URIReference(uri).withoutFragment)
        } catch {
            problems.append(problem(error, in: file))
        }
    }

    /// Also what no form refers to yet must be right.
    private mutating func checkEveryDefinition(in file: String, _ registry: SchemaRegistry) {
        guard let uri = documents[file]?.root["$id"]?.string else { return }
        do throws(SchemaError) {
            _ = try registry.compile(uri)
        } catch {
            problems.append(problem(error, in: file))
        }
    }

    private mutating func readForm(of message: MessageType, _ registry: SchemaRegistry, _ parts: inout ProfileParts) {
        let file = message.schemaFile
        guard let uri = documents[file]?.root["$id"]?.string, let view = parts.documents.view(of: uri) else { return }
        do throws(SchemaError) {
            let schema = try registry.compile(uri)
            var builder = FormBuilder(file: file)
            parts.forms[message.name] = builder.form(of: message.name, schema: view, uri: uri, compiled: schema)
            problems += builder.problems
        } catch {
            problems.append(problem(error, in: file))
        }
    }

    /// The engine names a place by its URI; people know files.
    private func problem(_ error: SchemaError, in file: String) -> ProfileProblem {
        let uri = URIReference(error.location)
        let owner = documents.first { $0.value.root["$id"]?.string == uri.withoutFragment }?.key ?? file
        let pointer = uri.decodedFragment.flatMap { JSONPointer($0) } ?? .root
        return ProfileProblem(owner, pointer, error.reason.sentence)
    }

    private static func codeLists(in fields: [FormField]) -> [String] {
        fields.flatMap { field in
            let (children, element) = field.content.next
            return [field.codeList].compactMap(\.self) + codeLists(in: children + [element].compactMap(\.self))
        }
    }
}
