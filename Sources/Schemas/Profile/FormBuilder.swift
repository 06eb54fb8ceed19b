/// Reads the fields of a form out of its schema, and sees to it that each has what people and privacy need.
struct FormBuilder {
    let file: String
    private(set) var problems: [ProfileProblem] = []

    private static let deepest = 8

    init(file: String) {
        self.file = file
    }

    mutating func form(of message: String, schema view: SchemaView, uri: String, compiled: Schema) -> Form {
        if view.first("title")?.string == nil { report([], "het formulier heeft geen titel (title)") }
        return Form(
            message: message, title: view.first("title")?.string ?? message,
            description: view.first("description")?.string ?? "", schemaURI: uri,
            fields: fields(of: view, path: []), schema: compiled)
    }

    private mutating func fields(of view: SchemaView, path: [String]) -> [FormField] {
        let required = view.required
        let fields = view.properties.map { name, schema in
            field(name, schema, isRequired: required.contains(name), path: path + [name])
        }
        for sentence in GroupChecks(view, fields: fields).sentences { report(path, sentence) }
        return fields.sorted { $0.order < $1.order }
    }

    private mutating func field(
        _ name: String, _ view: SchemaView, isRequired: Bool, path: [String]
    ) -> FormField {
        if view.first("label")?.string == nil { report(path, "het veld heeft geen naam voor mensen (label)") }
        if view.first("order")?.number?.int == nil {
            report(path, "het veld heeft geen plaats in het formulier (order)")
        }
        if path.count == 1, view.first("group")?.string == nil {
            report(path, "het veld hoort bij geen rubriek (group)")
        }
        return described(view, name: name, parent: nil, isRequired: isRequired, path: path)
    }

    private mutating func described(
        _ view: SchemaView, name: String, parent: (label: String, sensitivity: String)?, isRequired: Bool,
        path: [String]
    ) -> FormField {
        let label = view.first("label")?.string ?? parent?.label ?? name
        let level = view.first("sensitivity")?.string ?? parent?.sensitivity ?? ""
        let sensitivity = FormField.Sensitivity(rawValue: level)
        if sensitivity == nil {
            report(
                path, "het veld zegt niet hoe gevoelig het is (sensitivity: gewoon, persoonsgegeven, bijzonder of bsn)")
        }
        if view.first("format")?.string == "bsn", sensitivity != .bsn {
            report(path, "een burgerservicenummer heeft \"sensitivity\": \"bsn\"")
        }
        return FormField(
            name: name, label: label, help: view.first("help")?.string, group: view.first("group")?.string,
            order: view.first("order")?.number?.int ?? 0, sensitivity: sensitivity ?? .bijzonder,
            ground: view.first("ground")?.string, choices: choices(of: view), codeList: view.first("codeList")?.string,
            format: view.first("format")?.string, isRequired: isRequired,
            content: content(of: view, label: label, sensitivity: level, path: path))
    }

    private mutating func content(
        of view: SchemaView, label: String, sensitivity: String, path: [String]
    ) -> FormField.Content {
        guard path.count < Self.deepest else {
            report(path, "het formulier is te diep: hoogstens \(Self.deepest) niveaus")
            return .value
        }
        if let items = view.items {
            return .list(
                described(items, name: "", parent: (label, sensitivity), isRequired: false, path: path + ["-"]))
        }
        return view.properties.isEmpty ? .value : .object(fields(of: view, path: path))
    }

    private func choices(of view: SchemaView) -> [FormField.Choice] {
        let labels = view.first("enumLabels")
        return view.first("enum")?.elements.compactMap(\.string).map { code in
            FormField.Choice(code: code, label: labels?[code]?.string ?? code)
        } ?? []
    }

    private mutating func report(_ path: [String], _ sentence: String) {
        let place = path.isEmpty ? "" : "veld \(JSONPointer(tokens: path)): "
        problems.append(ProfileProblem(file, .root, place + sentence))
    }
}
