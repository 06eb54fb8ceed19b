internal import Envelope
internal import Schemas

/// The business answer to a message: accepted, or refused with every finding.
struct Verdict {
    private static let mostFindings = 100
    private static let longestPlace = 500
    private static let longestLabel = 200
    private static let longestSentence = 1_000
    private static let mostMore = 1_000_000_000

    let message: UniqueID
    let report: CheckReport

    /// - Parameter field: where the form names the message that it is about.
    func data(naming field: String) -> JSONTree {
        var members = [JSONMember(field, .string(message.description))]
        members.append(member(.outcome, .string(report.isValid ? "aanvaard" : "geweigerd")))
        guard !report.isValid else { return .object(members) }
        let told = report.findings.prefix(Self.mostFindings)
        let more = report.more + report.findings.count - told.count
        members.append(member(.findings, .array(told.map(finding))))
        members.append(member(.more, .number(JSONNumber(min(max(0, more), Self.mostMore)))))
        return .object(members)
    }

    private func finding(_ finding: Finding) -> JSONTree {
        let place = finding.pointer.description
        return .object([
            member(.code, .string(finding.code.rawValue)),
            member(.place, .string(place.unicodeScalars.count <= Self.longestPlace ? place : "")),
            member(.label, .string(Self.cut(finding.label, Self.longestLabel))),
            member(.sentence, .string(Self.cut(finding.sentence, Self.longestSentence))),
            member(.actor, .string(finding.whoMustAct.rawValue)),
        ])
    }

    private func member(_ field: VerdictField, _ value: JSONTree) -> JSONMember { JSONMember(field.rawValue, value) }

    /// JSON Schema counts code points.
    private static func cut(_ text: String, _ count: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
    }
}
