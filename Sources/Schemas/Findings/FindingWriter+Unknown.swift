extension FindingWriter {
    /// A field that the form doesn't know. Its key is the sender's text and may hold anything.
    func unknown(_ violation: Violation, _ stop: FormGuide.Stop) -> DraftFinding {
        let key = violation.instanceLocation.tokens.last ?? ""
        let parent = violation.instanceLocation.parent ?? .root
        let place = guide.stop(at: parent).label
        guard Self.looksLikeName(key) else {
            let sentence = "In '\(place)' staat een veld met een onbekende naam; haal het weg."
            return DraftFinding(
                finding: Finding(.unknownField, parent, place, sentence), aspect: .presence, order: stop.order)
        }
        let sentence = "'\(place)' kent geen veld '\(key)'; haal het weg of verbeter de naam."
        return DraftFinding(
            finding: Finding(.unknownField, violation.instanceLocation, key, sentence), aspect: .presence,
            order: stop.order)
    }

    /// The finding with the name that was probably meant. Looking for it costs more than finding the mistake, so it is
    /// done for findings that are told, not for all that a hostile message can cause.
    func withHint(_ finding: Finding) -> Finding {
        guard finding.code == .unknownField, let key = finding.pointer.tokens.last, key == finding.label,
            let near = EditDistance.nearest(to: key, in: names(at: finding.pointer.parent ?? .root))
        else { return finding }
        let sentence = finding.sentence + " Bedoelde u '\(near)'?"
        return Finding(finding.code, finding.pointer, finding.label, sentence)
    }

    private func names(at parent: JSONPointer) -> [String] {
        guard let form = guide.form else { return [] }
        if parent == .root { return form.fields.map(\.name) }
        return form.field(at: parent)?.content.next.fields.map(\.name) ?? []
    }

    /// A name that somebody could have typed by mistake, and no personal data in the place of a key.
    static func looksLikeName(_ key: String) -> Bool {
        guard (1...60).contains(key.utf8.count) else { return false }
        var digits = 0
        for byte in key.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits > 5 { return false }
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                digits = 0
            default: return false
            }
        }
        return true
    }
}
