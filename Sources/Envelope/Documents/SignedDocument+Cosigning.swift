extension SignedDocument {
    /// This document with one more signature, by another administrator. The content stays the same, byte for byte.
    ///
    /// - Throws: ``SealError``; ``SealError/document(_:)`` when this document is not of the form that can be added to.
    public func cosigned(by signer: MessageSigner, at time: UTCTime) throws(SealError) -> SignedDocument {
        let other = try SignedDocument.sign(unverifiedContent, by: signer, at: time)
        do throws(DERError) {
            let mine = try Parts(encoded), others = try Parts(other.encoded)
            guard mine.content == others.content else { throw DERError(reason: .value, offset: 0) }
            return SignedDocument(encoded: mine.joined(with: others), unverifiedContent: unverifiedContent)
        } catch {
            throw .document(error)
        }
    }

    /// The parts of a SignedData as encoded elements.
    private struct Parts {
        let digests: [[UInt8]]
        let content: [UInt8]
        let certificates: [[UInt8]]
        let signers: [[UInt8]]

        init(_ document: [UInt8]) throws(DERError) {
            let bytes = document.span
            var outer = try DERReader.document(.sequence, in: bytes).reader()
            _ = try outer.next(.objectIdentifier, in: bytes)
            var wrapper = try outer.next(.constructed(0), in: bytes).reader()
            var body = try wrapper.next(.sequence, in: bytes).reader()
            _ = try body.next(.integer, in: bytes)
            digests = try Self.elements(try body.next(.set, in: bytes), in: bytes)
            content = [UInt8](bytes, try body.next(.sequence, in: bytes).whole)
            let listed = try body.optional(.constructed(0), in: bytes)
            certificates = try listed.map { (list) throws(DERError) in try Self.elements(list, in: bytes) } ?? []
            _ = try body.optional(.constructed(1), in: bytes)
            signers = try Self.elements(try body.next(.set, in: bytes), in: bytes)
            try body.finish()
        }

        private static func elements(_ list: DERElement, in bytes: Span<UInt8>) throws(DERError) -> [[UInt8]] {
            var elements: [[UInt8]] = []
            var reader = list.reader()
            while !reader.isAtEnd { elements.append([UInt8](bytes, try reader.next(in: bytes).whole)) }
            return elements
        }

        func joined(with other: Parts) -> [UInt8] {
            var writer = DERWriter(capacity: content.count + 4_096)
            writer.sequence { writer in
                writer.objectIdentifier(.signedData)
                writer.constructed(.constructed(0)) { writer in
                    writer.sequence { writer in
                        writer.integer(1)
                        writer.set(of: Self.union(digests, other.digests))
                        writer.raw(content)
                        writer.set(of: Self.union(certificates, other.certificates), tag: .constructed(0))
                        writer.set(of: Self.union(signers, other.signers))
                    }
                }
            }
            return writer.bytes
        }

        private static func union(_ left: [[UInt8]], _ right: [[UInt8]]) -> [[UInt8]] {
            left + right.filter { !left.contains($0) }
        }
    }
}
