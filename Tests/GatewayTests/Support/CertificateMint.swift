import Envelope
import Foundation
import Gateway

/// Issues certificates for tests. Where nothing looks inside a certificate, a blob that only is unique will do.
final class CertificateMint: Sendable {
    struct Holder: Sendable {
        let certificate: Certificate
        let key: PrivateKey

        var base64: String { Data(certificate.encoded).base64EncodedString() }
    }

    static let shared = Result { try CertificateMint() }
    /// Its certificates are valid at every date that a test may run at, for programs that go by the system's clock.
    static let lasting = Result { try CertificateMint(days: -2_000...36_000) }
    static let now = UTCTime(secondsSinceEpoch: 1_795_266_000)

    let authority: CertificateAuthority

    private let days: ClosedRange<Int64>?

    private init(days: ClosedRange<Int64>? = nil) throws {
        self.days = days
        let name = try CertificateName(
            commonName: "Proefregio CA", organization: "Proefregio", organizationNumber: nil, isExample: true)
        authority = try CertificateAuthority.root(
            subject: name, key: try PrivateKey.generate(),
            validity: try Validity(
                from: Self.day(days?.lowerBound ?? -30), until: Self.day(days?.upperBound ?? 3_650)))
    }

    static func day(_ days: Int64) -> UTCTime { now.adding(seconds: days * 86_400) }

    func issue(
        _ name: String, oin: String?, mail: String?, use: CertificateUse, from: Int64 = -1, until: Int64 = 365,
        algorithm: KeyAlgorithm = .p256
    ) throws -> Holder {
        try issue(
            name, oin: oin, mail: mail, use: use, key: try PrivateKey.generate(algorithm), from: from, until: until)
    }

    /// For a key that was made elsewhere.
    func issue(
        _ name: String, oin: String?, mail: String?, use: CertificateUse, key: PrivateKey, from: Int64 = -1,
        until: Int64 = 365
    ) throws -> Holder {
        let subject = try CertificateName(
            commonName: name, organization: "Proef", organizationNumber: oin, isExample: true)
        let certificate = try authority.issue(
            to: subject, key: key.publicKey, use: use, email: mail,
            validity: try Validity(
                from: Self.day(days?.lowerBound ?? from), until: Self.day(days?.upperBound ?? until)))
        return Holder(certificate: certificate, key: key)
    }

    /// Base64 of something that is no certificate.
    static func blob(_ name: String) -> String { Data("no certificate: \(name)".utf8).base64EncodedString() }
}
