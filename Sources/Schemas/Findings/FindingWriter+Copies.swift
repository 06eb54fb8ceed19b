extension FindingWriter {
    /// What a copy lacks or has too much.
    func drafts(of data: JSONValue, required: Set<JSONPointer>, refused: Set<JSONPointer>) -> [DraftFinding] {
        let lacking = required.filter { data.value(at: $0) == nil }.map { pointer in
            draft(.missingInCopy, pointer) { "'\($0)' ontbreekt; in dit exemplaar is het verplicht." }
        }
        let superfluous = refused.filter { data.value(at: $0) != nil }.map { pointer in
            draft(.refusedInCopy, pointer) { "'\($0)' is ingevuld, maar hoort niet in dit exemplaar; haal het weg." }
        }
        return lacking + superfluous
    }

    private func draft(
        _ code: FindingCode, _ pointer: JSONPointer, _ sentence: (String) -> String
    ) -> DraftFinding {
        let stop = guide.stop(at: pointer)
        return DraftFinding(
            finding: Finding(code, pointer, stop.label, sentence(stop.label)), aspect: .presence, order: stop.order)
    }
}
