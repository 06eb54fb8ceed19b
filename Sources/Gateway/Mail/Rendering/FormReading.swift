internal import Schemas

/// Reads the data of a message as people see it: every field with the label that the form gives it, codes by their labels.
struct FormReading {
    let form: Form
    let codeLists: [String: ProfileCodeList]

    /// In the order of the form. A member that the form doesn't know comes last, under its own name: nothing is left out.
    func fields(of data: JSONValue) -> [RenderedField] {
        var fields: [RenderedField] = []
        append(data, form.fields, depth: 0, to: &fields)
        return fields
    }

    private func append(_ data: JSONValue, _ known: [FormField], depth: Int, to fields: inout [RenderedField]) {
        var group: String?
        for field in known {
            guard let value = data[field.name] else { continue }
            append(
                value, field, label: field.label, group: field.group == group ? nil : field.group, depth, to: &fields)
            group = field.group ?? group
        }
        let names = Set(known.map(\.name))
        for (key, value) in data.members where !names.contains(key) {
            fields.append(RenderedField(group: nil, depth: depth, label: key, value: Self.plain(value)))
        }
    }

    private func append(
        _ value: JSONValue, _ field: FormField, label: String, group: String?, _ depth: Int,
        to fields: inout [RenderedField]
    ) {
        switch field.content {
        case .value:
            fields.append(RenderedField(group: group, depth: depth, label: label, value: text(value, field)))
        case .object(let inner):
            fields.append(RenderedField(group: group, depth: depth, label: label, value: nil))
            append(value, inner, depth: depth + 1, to: &fields)
        case .list(let element):
            guard value.count > 0 else {
                return fields.append(RenderedField(group: group, depth: depth, label: label, value: "geen"))
            }
            for (index, one) in value.elements.enumerated() {
                let label = value.count > 1 ? "\(label) (\(index + 1))" : label
                append(one, element, label: label, group: index == 0 ? group : nil, depth, to: &fields)
            }
        }
    }

    private func text(_ value: JSONValue, _ field: FormField) -> String {
        guard let text = value.string else { return Self.plain(value) }
        if let choice = field.choices.first(where: { $0.code == text }) { return choice.label }
        if let list = field.codeList, let label = codeLists[list]?.labels[text] { return "\(label) (\(text))" }
        if field.format == "date", let date = Self.date(text) { return date }
        return text
    }

    /// A date as people write it here, day first.
    private static func date(_ text: String) -> String? {
        let parts = text.split(separator: "-")
        guard parts.count == 3, text.utf8.count == 10 else { return nil }
        return "\(parts[2])-\(parts[1])-\(parts[0])"
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value.kind {
        case .null: "onbekend"
        case .bool: value.bool == true ? "ja" : "nee"
        case .number: value.number?.lexeme ?? ""
        case .string: value.string ?? ""
        case .array, .object: String(decoding: JSONTree(value).encoded(), as: UTF8.self)
        }
    }
}
