extension ProfileLoader {
    mutating func readCodeLists(into parts: inout ProfileParts) {
        for (name, file) in parts.codeListFiles {
            guard let document = documents[file], report(document, in: file, against: vocabulary.codeList) else {
                continue
            }
            let list = Self.codeList(document.root)
            if list.name != name {
                problems.append(ProfileProblem(file, JSONPointer(tokens: ["name"]), "moet '\(name)' zijn"))
            }
            parts.codeLists[name] = list
        }
    }

    /// The file satisfies its schema, so nothing is absent.
    private static func codeList(_ root: JSONValue) -> ProfileCodeList {
        let labels = root["codes"]?.members.map { ($0.key, $0.value.string ?? "") } ?? []
        return ProfileCodeList(
            name: root["name"]?.string ?? "", year: root["year"]?.number?.int ?? 0,
            source: root["source"]?.string ?? "", labels: Dictionary(labels) { first, _ in first })
    }
}
