/// Why a certificate, a request or a revocation list is not accepted, and what to do about it.
public enum CertificateError: Error, Hashable, Sendable {
    /// The file is not one PEM block with this label, nor DER.
    case notPEM(label: String)
    case malformed(DERError)
    /// X.509 version 1 or 2.
    case version
    case key(KeyError)
    /// Signed with SHA-1, which can be forged.
    case sha1Signature
    /// Signed in another way than ECDSA or RSA PKCS #1 v1.5 with SHA-256, 384 or 512.
    case unsupportedSignature(String)
    /// An extension that its maker marked as critical and the gateway does not know.
    case unknownCriticalExtension(String)
    /// An extension or a part of a name that occurs twice.
    case duplicate(String)
    /// The signature is not the issuer's, or the issuer may not sign certificates.
    case notIssued
    /// The request is not signed with its own key.
    case requestSignature
    /// A text in the name that is empty, too long, or not allowed there.
    case name(field: String)
    /// The end of the validity is not after its start.
    case validity
    case crypto(CryptoError)
}

extension CertificateError {
    static func parsing<R>(_ body: () throws(DERError) -> R) throws(CertificateError) -> R {
        do throws(DERError) { return try body() } catch { throw .malformed(error) }
    }

    static func loading<R>(_ body: () throws(KeyError) -> R) throws(CertificateError) -> R {
        do throws(KeyError) { return try body() } catch { throw .key(error) }
    }

    static func wrapping<R>(_ body: () throws(CryptoError) -> R) throws(CertificateError) -> R {
        do throws(CryptoError) { return try body() } catch { throw .crypto(error) }
    }
}

extension CertificateError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notPEM(let label): "this is not a file with one PEM block BEGIN \(label)"
        case .malformed(let error): "the certificate is malformed: \(error)"
        case .version: "the certificate is not X.509 version 3; ask its issuer for a current one"
        case .key(let error): "the key of the certificate is not accepted: \(error)"
        case .sha1Signature: "the certificate is signed with SHA-1; ask its issuer for one with SHA-256"
        case .unsupportedSignature(let kind):
            "the certificate is signed with \(kind); use ECDSA or RSA (PKCS #1 v1.5) with SHA-256, 384 or 512"
        case .unknownCriticalExtension(let kind):
            "the certificate has the critical extension \(kind), which is not known here; ask for one without it"
        case .duplicate(let kind): "the certificate has \(kind) twice; ask its issuer for a correct one"
        case .notIssued: "the certificate was not issued by this authority"
        case .requestSignature: "the request is not signed with its own key; make it again"
        case .name(let field): "the \(field) is empty, too long, or has characters that are not allowed"
        case .validity: "the validity ends before it starts"
        case .crypto(let error): error.description
        }
    }
}
