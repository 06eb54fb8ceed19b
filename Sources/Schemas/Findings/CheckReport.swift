/// What came of checking a message against its form.
public struct CheckReport: Hashable, Sendable {
    /// The type of the message; nil when the text was no JSON and its type was not given.
    public let type: String?
    /// For people: the title of the form, or else of the profile.
    public let title: String
    /// In the order of the form, at most as many as were asked for.
    public let findings: [Finding]
    /// How many more there are at least.
    public let more: Int

    public var isValid: Bool { findings.isEmpty }

    /// - Parameter more: how many findings there are besides.
    init(type: String?, title: String, findings: [Finding], more: Int = 0) {
        self.type = type
        self.title = title
        self.findings = findings
        self.more = more
    }

    /// The head of a table of the findings, in Dutch.
    public static let columns = ["Code", "Veld", "Plaats", "Bevinding", "Wie handelt"]

    /// The rows of that table.
    public var rows: [[String]] {
        findings.map { [$0.code.rawValue, $0.label, $0.pointer.description, $0.sentence, $0.whoMustAct.title] }
    }

    /// In Dutch, on one line: valid, or how many findings.
    public var summary: String {
        guard !isValid else { return "\(title): in orde" }
        let count = findings.count == 1 ? "1 bevinding" : "\(findings.count) bevindingen"
        return "\(title): \(count)" + (more > 0 ? " en nog \(more)" : "")
    }
}
