internal import Envelope
internal import Foundation

/// Editions that another one took the place of. They stay: what was signed then is proved with the edition of then.
extension DirectoryFolder {
    /// More than one a day for ten years; beyond it the oldest go.
    static let mostEditions = 5_000
    private static let signersLimit = 64 * 1024
    private static let certificateEnd = "-----END CERTIFICATE-----"

    private func signersPath(_ sequence: UInt64) -> String { "\(path)/edition-\(sequence).signers.pem" }

    /// Keeps who signed an edition beside it, before the memory forgets them.
    ///
    /// - Parameters:
    ///   - signers: certificates, DER.
    ///   - most: how many editions stay.
    func retire(
        _ edition: ChainReference, signers: [[UInt8]], most: Int = mostEditions
    ) throws(DistributionError) {
        let text = signers.compactMap { try? Certificate(encoded: $0).pem }.joined()
        try DurableFile.write(Array(text.utf8), to: signersPath(edition.sequence), mode: 0o644)
        for sequence in sequences().dropLast(most) {
            unlink(editionPath(sequence))
            unlink(signersPath(sequence))
        }
    }

    /// The certificates of those who signed an edition that was in force before; none when they were not kept.
    func signers(of sequence: UInt64) throws(DistributionError) -> [Certificate] {
        guard let bytes = try DurableFile.read(signersPath(sequence), limit: Self.signersLimit) else { return [] }
        let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: Self.certificateEnd).dropLast()
        return parts.compactMap { try? Certificate(file: Array(($0 + Self.certificateEnd + "\n").utf8)) }
    }

    /// Which editions are here, the oldest first. Files with other names are passed over.
    func sequences() -> [UInt64] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap { name in
            guard name.hasPrefix("edition-"), name.hasSuffix(".p7m") else { return nil }
            let number = name.dropFirst("edition-".count).dropLast(".p7m".count)
            return UInt64(number).flatMap { String($0) == number ? $0 : nil }
        }.sorted()
    }
}
