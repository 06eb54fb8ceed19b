public import Envelope

/// An edition of the directory whose signatures were verified against pinned certificates.
///
/// Whether a node adopts it is decided by ``DirectoryAdmission``.
public struct SignedDirectory: Sendable {
    public let directory: Directory
    /// At least as many as were required, each by another pinned certificate.
    public let signatures: [DocumentSignature]

    /// Reads and verifies a signed edition.
    ///
    /// - Parameters:
    ///   - file: the CMS file, DER.
    ///   - pinned: the certificates of the region's administrators, from the node's configuration.
    ///   - required: how many of them must have signed.
    ///   - acceptsExamples: takes a certificate of the example region too: for demonstrations only.
    /// - Throws: ``SignedDirectoryError``; nothing of the document counts then.
    public init(
        verifying file: [UInt8], pinned: [Certificate], required: Int = 1, acceptsExamples: Bool = false
    ) throws(SignedDirectoryError) {
        let document = try SignedDirectoryError.opening { () throws(OpenError) in try SignedDocument(encoded: file) }
        signatures = try Self.signatures(document, by: pinned, acceptsExamples: acceptsExamples)
        guard signatures.count >= required else {
            throw .tooFewSignatures(signatures.count, required: required)
        }
        directory = try SignedDirectoryError.reading { () throws(DirectoryError) in
            try Directory(parsing: document.unverifiedContent)
        }
    }

    static func signatures(
        _ document: SignedDocument, by pinned: [Certificate], acceptsExamples: Bool
    ) throws(SignedDirectoryError) -> [DocumentSignature] {
        guard acceptsExamples || !pinned.contains(where: \.isExample) else { throw .example }
        return try SignedDirectoryError.opening { () throws(OpenError) in try document.verified(by: pinned) }
    }
}
