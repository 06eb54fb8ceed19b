internal import Envelope
internal import Schemas

/// What `weerthuis send` says about one file.
struct SendReport {
    let path: String
    let isJSON: Bool
    let console: any Console

    func sent(_ report: SubmissionReport) throws(CommandError) {
        guard !isJSON else {
            try console.report(tree(report))
            return
        }
        try console.print("bericht \(report.message), dossier \(report.dossier)")
        for receiver in report.receivers {
            try console.print("  \(receiver.name) (\(receiver.role)): \(receiver.people.joined(separator: " en "))")
        }
        for notice in report.notices { console.note("  let op: \(notice)") }
    }

    func refused(_ error: SubmissionError) throws(CommandError) {
        if case .store(let error) = error { throw CommandError(error) }
        if isJSON { try console.report(tree(error)) }
        guard !isJSON else { return }
        console.note("\(FileAccess.displayName(path)): niet verzonden")
        if case .form(let report) = error {
            console.note(report.table)
        } else {
            console.note("\(error)")
        }
    }

    private func tree(_ report: SubmissionReport) -> JSONTree {
        [
            "file": .string(path), "message": .string(report.message.description),
            "dossier": .string(report.dossier.description),
            "receivers": .array(
                report.receivers.map { receiver in
                    [
                        "party": .string(receiver.party.description), "name": .string(receiver.name),
                        "role": .string(receiver.role), "people": .array(receiver.people.map { .string($0) }),
                    ]
                }), "notices": .array(report.notices.map(tree)),
        ]
    }

    private func tree(_ error: SubmissionError) -> JSONTree {
        let findings: [JSONTree] =
            switch error {
            case .form(let report):
                report.findings.map { finding in
                    [
                        "code": .string(finding.code.rawValue), "pointer": .string(finding.pointer.description),
                        "label": .string(finding.label), "sentence": .string(finding.sentence),
                        "whoMustAct": .string(finding.whoMustAct.rawValue),
                    ]
                }
            case .routing(let findings): findings.map(tree)
            case .misuse, .message, .store: [["sentence": .string("\(error)")]]
            }
        return ["file": .string(path), "refused": true, "findings": .array(findings)]
    }

    private func tree(_ finding: RoutingFinding) -> JSONTree {
        var members = [
            JSONMember("code", .string(finding.code.rawValue)), JSONMember("sentence", .string(finding.sentence)),
            JSONMember("rule", .string(finding.rule)), JSONMember("remedy", .string(finding.remedy)),
        ]
        if let pointer = finding.pointer { members.append(JSONMember("pointer", .string(pointer.description))) }
        if let party = finding.party { members.append(JSONMember("party", .string(party.description))) }
        return .object(members)
    }
}
