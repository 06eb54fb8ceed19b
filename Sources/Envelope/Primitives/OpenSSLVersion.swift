internal import CCrypto

/// The OpenSSL library that this process runs with, which may be newer than the one it was built with.
public struct OpenSSLVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
    public let major: Int
    public let minor: Int
    public let patch: Int

    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    public static var running: OpenSSLVersion {
        OpenSSLVersion(
            Int(OPENSSL_version_major()), Int(OPENSSL_version_minor()), Int(OPENSSL_version_patch()))
    }

    public var description: String { "\(major).\(minor).\(patch)" }

    public static func < (left: OpenSSLVersion, right: OpenSSLVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
