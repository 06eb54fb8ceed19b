internal import Envelope

/// An envelope from a file: DER, PEM, or the CMS object inside a MIME text.
enum EnvelopeFile {
    private static let forms = "give DER, PEM, or the whole S/MIME text"

    /// - Throws: `CommandError.refused` for a text that is not one application/pkcs7-mime entity.
    static func read(_ path: String, on console: any Console) throws(CommandError) -> [UInt8] {
        let bytes = StoredEnvelope.exchanged(
            try FileAccess.read(path, limit: 2 * Opener.maximumByteCount, on: console))
        guard bytes.first != 0x30 else { return bytes }
        do throws(MIMEError) {
            let entity = try MIMEReader.read(bytes.span, .mail)
            if entity.contentType.mediaType == .pkcs7 { return try entity.content(in: bytes.span) }
        } catch {
            throw .refused("\(FileAccess.displayName(path)): \(error)", remedy: forms)
        }
        throw .refused("\(FileAccess.displayName(path)) holds no envelope", remedy: forms)
    }
}
