internal import Envelope

/// Signs the region's documents, and reads them back against pinned certificates.
enum DocumentSigning {
    /// The signed document: CMS, DER.
    static func sign(
        _ content: [UInt8], _ certificate: Certificate, _ key: PrivateKey, at time: UTCTime
    ) throws(CommandError) -> [UInt8] {
        do throws(SealError) {
            return try SignedDocument.sign(content, by: MessageSigner(certificate: certificate, key: key), at: time)
                .encoded
        } catch {
            throw .refused("not signed: \(error)")
        }
    }

    /// A signed edition from a file, its signatures verified. The example region counts: the person chose the pins.
    static func directory(
        _ path: String, pinned: [Certificate], required: Int = 1, on console: any Console
    ) throws(CommandError) -> SignedDirectory {
        let file = try FileAccess.read(path, limit: SignedDocument.maximumByteCount, on: console)
        do throws(SignedDirectoryError) {
            return try SignedDirectory(verifying: file, pinned: pinned, required: required, acceptsExamples: true)
        } catch {
            throw .refused("\(FileAccess.displayName(path)): \(error)")
        }
    }
}
