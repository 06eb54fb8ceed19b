/// A directory in memory: signing certificates, found by what a signature calls them.
public struct SignerList: TrustDirectory {
    private let byIdentifier: [SignerIdentifier: [TrustedSigner]]
    private let byParty: [OIN: Certificate]

    public init(_ signers: [TrustedSigner]) {
        var byIdentifier: [SignerIdentifier: [TrustedSigner]] = [:]
        var byParty: [OIN: Certificate] = [:]
        for signer in signers {
            for identifier in signer.certificate.signerIdentifiers {
                byIdentifier[identifier, default: []].append(signer)
            }
            if byParty[signer.party] == nil || signer.status == .active { byParty[signer.party] = signer.certificate }
        }
        self.byIdentifier = byIdentifier
        self.byParty = byParty
    }

    /// The status is the one that was given, at any moment.
    public func signers(named identifier: SignerIdentifier, at now: UTCTime) -> [TrustedSigner] {
        byIdentifier[identifier] ?? []
    }

    public func anySigner(of party: OIN) -> Certificate? { byParty[party] }
}
