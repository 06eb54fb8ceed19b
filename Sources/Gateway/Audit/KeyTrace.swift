internal import Envelope
internal import Foundation

/// With which keys a message was sealed, opened and signed, as an entry of the audit log says it. Keys are named by the
/// SHA-256 of their certificates, 64 hexadecimal digits.
struct KeyTrace: Hashable, Sendable {
    /// Who could read it: one or two keys.
    let sealedTo: [String]
    let signedWith: String
    /// Ours, of a message that arrived.
    var openedWith: String?

    private static let begin = "sealed to "
    private static let signed = "; signed with "
    private static let opened = "; opened with "

    var text: String {
        Self.begin + sealedTo.joined(separator: " ") + (openedWith.map { Self.opened + $0 } ?? "") + Self.signed
            + signedWith
    }

    /// What an entry says before its keys, and the keys.
    static func split(_ detail: String) -> (rest: String, keys: KeyTrace?) {
        guard let start = detail.range(of: begin) else { return (detail, nil) }
        let parts = detail[start.lowerBound...].split(separator: "; ", omittingEmptySubsequences: true)
        func value(_ prefix: String) -> Substring? {
            parts.first { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
        }
        guard let sealed = value(begin), let signer = value(String(signed.dropFirst(2))) else { return (detail, nil) }
        let rest = detail[..<start.lowerBound]
        let trace = KeyTrace(
            sealedTo: sealed.split(separator: " ").map(String.init), signedWith: String(signer),
            openedWith: value(String(opened.dropFirst(2))).map(String.init))
        return (rest.hasSuffix("; ") ? String(rest.dropLast(2)) : String(rest), trace)
    }
}

extension Certificate {
    /// Its name in the audit log.
    var auditName: String { Hexadecimal.text(fingerprint.bytes) }
}
