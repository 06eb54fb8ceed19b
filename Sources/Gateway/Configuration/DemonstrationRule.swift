internal import Envelope

/// Keys of an example region are public: they count in a demonstration and nowhere else.
enum DemonstrationRule {
    /// Why a node with these certificates doesn't start; nil when it may.
    ///
    /// - Parameters:
    ///   - certificates: of its own keys, and of the administrators that it trusts.
    ///   - configuration: says whether it is a demonstration.
    static func refusal(of certificates: [Certificate], in configuration: NodeConfiguration) -> CommandError? {
        guard !configuration.demo, let example = certificates.first(where: \.isExample) else { return nil }
        return .refused(
            "the certificate of \(example.subject.commonName ?? "somebody") is of an example region, whose keys are public",
            remedy: "make keys of your own with weerthuis init; for a demonstration say \"demo\": true in node.json")
    }
}
