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
    static let now = UTCTime(secondsSinceEpoch: 1_795_266_000)

    let authority: CertificateAuthority

    private init() throws {
        let name = try CertificateName(
            commonName: "Proefregio CA", organization: "Proefregio", organizationNumber: nil, isExample: true)
        authority = try CertificateAuthority.root(
            subject: name, key: try PrivateKey.generate(),
            validity: try Validity(from: Self.day(-30), until: Self.day(3_650)))
    }

    static func day(_ days: Int64) -> UTCTime { now.adding(seconds: days * 86_400) }

    func issue(
        _ name: String, oin: String?, mail: String?, use: CertificateUse, from: Int64 = -1, until: Int64 = 365,
        algorithm: KeyAlgorithm = .p256
    ) throws -> Holder {
        let key = try PrivateKey.generate(algorithm)
        let subject = try CertificateName(
            commonName: name, organization: "Proef", organizationNumber: oin, isExample: true)
        let certificate = try authority.issue(
            to: subject, key: key.publicKey, use: use, email: mail,
            validity: try Validity(from: Self.day(from), until: Self.day(until)))
        return Holder(certificate: certificate, key: key)
    }

    /// Base64 of something that is no certificate.
    static func blob(_ name: String) -> String { Data("no certificate: \(name)".utf8).base64EncodedString() }
}
