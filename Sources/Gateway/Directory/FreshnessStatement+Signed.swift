public import Envelope

extension FreshnessStatement {
    /// Reads and verifies a signed statement.
    ///
    /// - Parameters:
    ///   - file: the CMS file, DER.
    ///   - directory: the edition that names whose signature counts.
    ///   - pinned: certificates that count besides.
    ///   - acceptsExamples: takes a certificate of the example region too: for demonstrations only.
    /// - Throws: ``SignedDirectoryError``.
    public init(
        verifying file: [UInt8], for directory: Directory, pinned: [Certificate] = [], acceptsExamples: Bool = false
    ) throws(SignedDirectoryError) {
        let document = try SignedDirectoryError.opening { () throws(OpenError) in try SignedDocument(encoded: file) }
        let named = directory.header.freshnessKeys.compactMap { try? $0.certificate() }
        _ = try SignedDirectory.signatures(document, by: named + pinned, acceptsExamples: acceptsExamples)
        self = try SignedDirectoryError.reading { () throws(DirectoryError) in
            try FreshnessStatement(parsing: document.unverifiedContent)
        }
    }
}
