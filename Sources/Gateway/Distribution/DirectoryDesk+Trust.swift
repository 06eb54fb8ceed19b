internal import Envelope

/// Whose signatures count. At first those of the trust file. When an edition that was adopted names administrators, these
/// count from then on, so that the old key says which the new one is; a changed trust file begins anew.
extension DirectoryDesk {
    /// The hash of the trust file's content.
    var pinsHash: [UInt8]? { (try? Digest(.sha256, of: pins.encoded()))?.bytes }

    func administrators(after accepted: Directory?, _ memory: DirectoryMemory) -> [Certificate] {
        let named = accepted?.header.administrators.compactMap { try? $0.certificate() } ?? []
        return named.isEmpty || memory.pins != pinsHash ? pins.administrators : named
    }

    /// An edition that is handed over, when enough of those sign it who count now.
    func verified(
        _ file: [UInt8], after accepted: Directory?, _ memory: DirectoryMemory
    ) throws(DistributionError) -> SignedDirectory {
        do throws(SignedDirectoryError) {
            return try SignedDirectory(
                verifying: file, pinned: administrators(after: accepted, memory), required: pins.signatures,
                acceptsExamples: acceptsExamples)
        } catch {
            throw DistributionError(.signature, error.description, remedy(error))
        }
    }

    /// An edition that is handed over, judged by what the folder says.
    func verified(_ file: [UInt8]) throws(DistributionError) -> Directory {
        let standing = try load()
        return try verified(file, after: standing.snapshot?.directory, standing.memory).directory
    }

    /// The edition that was adopted before, by those who signed it then.
    func reread(_ file: [UInt8], _ memory: DirectoryMemory) throws(DistributionError) -> Directory {
        let signers = memory.signers.compactMap { try? Certificate(encoded: $0) }
        do throws(SignedDirectoryError) {
            return try SignedDirectory(
                verifying: file, pinned: signers.isEmpty ? pins.administrators : signers,
                acceptsExamples: acceptsExamples
            ).directory
        } catch {
            throw DistributionError(.signature, error.description, remedy(error))
        }
    }

    private func remedy(_ error: SignedDirectoryError) -> String {
        guard case .signature(let reason) = error, reason.reason == .signerUnknown else {
            return "fetch it again, or ask the administrator"
        }
        return
            "if the region's key was replaced while this node was off, get the new certificate from the administrator, "
            + "compare its fingerprint by telephone, and make a new trust file with weerthuis directory trust --force"
    }
}
