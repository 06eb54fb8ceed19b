/// The findings because of which a message goes nowhere.
struct RoutingRefusal: Error {
    let findings: [RoutingFinding]

    init(_ findings: [RoutingFinding]) {
        self.findings = findings
    }

    init(_ finding: RoutingFinding) {
        findings = [finding]
    }
}
