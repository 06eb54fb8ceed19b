internal import Envelope

/// A published weakness of OpenSSL in what a gateway works with: CMS and certificates.
struct OpenSSLAdvisory: Hashable, Sendable {
    let name: String
    /// In a few words.
    let what: String
    /// The first version of each series in which it is mended.
    let mended: [OpenSSLVersion]
    /// Series before this one never had it.
    let since: OpenSSLVersion

    /// Source: the vulnerability list of the OpenSSL project (https://openssl-library.org/news/vulnerabilities/) and, for
    /// those of 2026, their CVE records. A distribution may mend a version without changing its number.
    static let all: [OpenSSLAdvisory] = [
        OpenSSLAdvisory(
            name: "CVE-2026-34182", what: "vervalste AuthEnvelopedData wordt aanvaard",
            mended: [
                OpenSSLVersion(3, 0, 21), OpenSSLVersion(3, 4, 6), OpenSSLVersion(3, 5, 7), OpenSSLVersion(3, 6, 3),
                OpenSSLVersion(4, 0, 1),
            ], since: OpenSSLVersion(3, 0, 0)),
        OpenSSLAdvisory(
            name: "CVE-2026-45447", what: "geheugenfout bij het controleren van een PKCS#7-handtekening",
            mended: [
                OpenSSLVersion(3, 0, 21), OpenSSLVersion(3, 4, 6), OpenSSLVersion(3, 5, 7), OpenSSLVersion(3, 6, 3),
                OpenSSLVersion(4, 0, 1),
            ], since: OpenSSLVersion(3, 0, 0)),
        OpenSSLAdvisory(
            name: "CVE-2026-28390", what: "CMS met een onvolledige ontvanger beëindigt het programma",
            mended: [
                OpenSSLVersion(3, 0, 20), OpenSSLVersion(3, 3, 7), OpenSSLVersion(3, 4, 5), OpenSSLVersion(3, 5, 6),
                OpenSSLVersion(3, 6, 2),
            ], since: OpenSSLVersion(3, 0, 0)),
        OpenSSLAdvisory(
            name: "CVE-2025-15467", what: "geheugenfout bij het lezen van AuthEnvelopedData",
            mended: [
                OpenSSLVersion(3, 0, 19), OpenSSLVersion(3, 3, 6), OpenSSLVersion(3, 4, 4), OpenSSLVersion(3, 5, 5),
                OpenSSLVersion(3, 6, 1),
            ], since: OpenSSLVersion(3, 0, 0)),
        OpenSSLAdvisory(
            name: "CVE-2025-9230", what: "geheugenfout bij CMS met een wachtwoord",
            mended: [
                OpenSSLVersion(3, 0, 18), OpenSSLVersion(3, 2, 6), OpenSSLVersion(3, 3, 5), OpenSSLVersion(3, 4, 3),
                OpenSSLVersion(3, 5, 4),
            ], since: OpenSSLVersion(3, 0, 0)),
    ]

    /// Whether a version has the weakness: older than the mended one of its series, or of a series that never was mended and is
    /// older than the newest mended one.
    func affects(_ version: OpenSSLVersion) -> Bool {
        guard version >= since else { return false }
        if let own = mended.first(where: { $0.major == version.major && $0.minor == version.minor }) {
            return version < own
        }
        return mended.max().map { version < $0 } ?? false
    }
}
