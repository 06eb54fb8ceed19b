import Schemas

/// Fills in what a changed form asks for, and takes out what no longer belongs in it, until it is valid.
struct FormFiller {
    let message: String
    let form: Form

    init(_ message: String) throws {
        self.message = message
        form = try ExampleForm.form(of: message)
    }

    /// Nil when it doesn't succeed. The place `kept` stays as it is, with what is wrong there.
    func settle(_ tree: JSONTree, keeping kept: JSONPointer) throws -> JSONTree? {
        var tree = tree
        for _ in 0..<20 {
            let findings = try ExampleForm.findings(tree, message)
            guard let finding = findings.first(where: { $0.pointer != kept }) else { return tree }
            guard let better = try better(tree, finding) else { return nil }
            tree = better
        }
        return nil
    }

    private func better(_ tree: JSONTree, _ finding: Finding) throws -> JSONTree? {
        if finding.code == .refusedHere { return tree.setting(finding.pointer, to: nil) }
        guard let field = form.field(at: finding.pointer) else { return nil }
        for value in Self.values(of: field) {
            let changed = tree.setting(finding.pointer, to: value)
            let left = try ExampleForm.findings(changed, message)
            if !left.contains(where: { $0.pointer == finding.pointer }) { return changed }
        }
        return nil
    }

    /// Values that a field may have; a choice that asks for yet another field comes last.
    static func values(of field: FormField) -> [JSONTree] {
        if !field.choices.isEmpty {
            let codes = field.choices.map(\.code)
            return (codes.filter { $0 != "anders" } + codes.filter { $0 == "anders" }).map { .string($0) }
        }
        if field.codeList != nil { return ["GM0080"] }
        switch field.format {
        case "date": return ["2026-10-05", "2026-11-20", "2027-06-01", "2028-06-01", "2024-01-05"]
        case "date-time": return ["2026-11-10T09:00:00+01:00"]
        case "bsn": return ["999990007"]
        default: return ["Een voorbeeld", 5]
        }
    }
}
