import Envelope
import Gateway
import Schemas
import Testing

/// Editions and freshness statements with their signatures.
@Suite struct SignedDirectoryTests {
    let mint: CertificateMint
    let administrator: CertificateMint.Holder
    let online: CertificateMint.Holder
    let region: SampleRegion

    init() throws {
        mint = try CertificateMint.shared.get()
        administrator = try mint.issue("Beheerder", oin: nil, mail: nil, use: .signing)
        online = try mint.issue("Actueel", oin: nil, mail: nil, use: .signing)
        region = try SampleRegion(SampleRegion.fryslan).setting("/freshnessKeys", [.string(online.base64)])
    }

    private func sign(_ content: [UInt8], by holder: CertificateMint.Holder) throws -> [UInt8] {
        let signer = try MessageSigner(certificate: holder.certificate, key: holder.key)
        return try SignedDocument.sign(content, by: signer, at: SampleRegion.now).encoded
    }

    @Test func anEditionOfThePinnedAdministratorIsRead() throws {
        let document = region.tree.encoded()
        let signed = try SignedDirectory(
            verifying: try sign(document, by: administrator), pinned: [administrator.certificate], acceptsExamples: true
        )
        #expect(signed.directory.edition == (try Directory(parsing: document).edition))
        #expect(signed.signatures.map(\.certificate) == [administrator.certificate])
    }

    private func error(
        _ file: [UInt8], pinned: [Certificate], required: Int = 1, examples: Bool = true
    ) throws -> SignedDirectoryError {
        try #require(throws: SignedDirectoryError.self) {
            try SignedDirectory(verifying: file, pinned: pinned, required: required, acceptsExamples: examples)
        }
    }

    @Test func anybodyElsesSignatureIsRefused() throws {
        let file = try sign(region.tree.encoded(), by: online)
        guard case .signature(let reason) = try error(file, pinned: [administrator.certificate]) else {
            Issue.record("another reason")
            return
        }
        #expect(reason.reason == .signerUnknown)
    }

    @Test func aChangedByteIsRefused() throws {
        let file = try sign(region.tree.encoded(), by: administrator)
        for place in [file.count / 3, file.count / 2, file.count - 10] {
            var changed = file
            changed[place] ^= 1
            guard case .signature = try error(changed, pinned: [administrator.certificate]) else {
                Issue.record("another reason")
                return
            }
        }
    }

    @Test func twoSignaturesMayBeRequired() throws {
        let file = try sign(region.tree.encoded(), by: administrator)
        let pins = [administrator.certificate, online.certificate]
        #expect(try error(file, pinned: pins, required: 2) == .tooFewSignatures(1, required: 2))
    }

    @Test func theExampleRegionIsRefusedOutsideADemonstration() throws {
        let file = try sign(region.tree.encoded(), by: administrator)
        #expect(try error(file, pinned: [administrator.certificate], examples: false) == .example)
    }

    @Test func aSignedDocumentThatIsNoDirectoryIsRefused() throws {
        let file = try sign(Array("{}".utf8), by: administrator)
        guard case .document = try error(file, pinned: [administrator.certificate]) else {
            Issue.record("another reason")
            return
        }
    }

    @Test func aFreshnessStatementIsSignedByAKeyThatTheEditionNamesOrThatIsPinned() throws {
        let directory = try region.directory()
        let statement = FreshnessStatement(region: "Proefregio", edition: directory.edition, time: SampleRegion.now)
        let file = try sign(statement.encoded(), by: online)
        #expect(try FreshnessStatement(verifying: file, for: directory, acceptsExamples: true) == statement)
        let other = try sign(statement.encoded(), by: administrator)
        #expect(throws: SignedDirectoryError.self) {
            try FreshnessStatement(verifying: other, for: directory, acceptsExamples: true)
        }
        let pinned = try FreshnessStatement(
            verifying: other, for: directory, pinned: [administrator.certificate], acceptsExamples: true)
        #expect(pinned == statement)
    }

    @Test func anEditionIsNoFreshnessStatementAndTheReverse() throws {
        let directory = try region.directory()
        let edition = try sign(region.tree.encoded(), by: online)
        #expect(throws: SignedDirectoryError.self) {
            try FreshnessStatement(verifying: edition, for: directory, acceptsExamples: true)
        }
        let statement = FreshnessStatement(region: "Proefregio", edition: directory.edition, time: SampleRegion.now)
        guard
            case .document = try error(
                try sign(statement.encoded(), by: administrator), pinned: [administrator.certificate])
        else {
            Issue.record("another reason")
            return
        }
    }
}
