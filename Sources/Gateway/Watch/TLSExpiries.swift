internal import Envelope
internal import Foundation

/// When the TLS certificates of a node end, by the files as they are now.
struct TLSExpiries: Hashable, Sendable {
    /// What the node shows; nil behind a proxy.
    var server: String?
    /// What it shows to partners that ask who calls.
    var clients: [String] = []

    /// A file that can't be read has no end; the doctor says so.
    var all: [Expiry] {
        let own = server.flatMap { Self.expiry(.server, $0, "the TLS certificate", "het TLS-certificaat") }
        let others = clients.compactMap {
            Self.expiry(.client, $0, "the TLS client certificate", "het TLS-certificaat voor partners")
        }
        return [own].compactMap(\.self) + others
    }

    private static func expiry(_ kind: Expiry.Kind, _ path: String, _ english: String, _ dutch: String) -> Expiry? {
        guard let data = FileManager.default.contents(atPath: path),
            let certificate = try? Certificate(file: [UInt8](data))
        else { return nil }
        let name = (path as NSString).lastPathComponent
        return Expiry(
            kind: kind, english: "\(english) \(name)", dutch: "\(dutch) \(name)", end: certificate.validity.notAfter)
    }
}
