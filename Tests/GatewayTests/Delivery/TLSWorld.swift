import Envelope
import Foundation
import Testing

@testable import Gateway

/// An authority with the TLS certificates that it issued, as files that `openssl` made. Made once per process.
struct TLSWorld: Sendable {
    static let shared = Result { try TLSWorld() }

    let folder: URL

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "weerthuis-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for authority in ["ca", "other-ca"] {
            try openssl(
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                "-subj", "/CN=\(authority)", "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-keyout",
                "\(authority).key", "-out", "\(authority).crt")
        }
        let here = "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"
        try issue("server", extensions: here)
        try issue("expired", extensions: here, term: Self.yesterday)
        try issue("wrong-name", extensions: "subjectAltName=DNS:elsewhere.example")
        try issue("unknown", extensions: here, authority: "other-ca")
        try issue("client", extensions: "extendedKeyUsage=clientAuth")
        try openssl(
            "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:geheim", "-in", "client.key", "-out",
            "client-encrypted.key")
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Settings that trust the authority and allow the loopback network.
    var settings: DeliverySettings {
        var settings = DeliverySettings()
        settings.authorities = [path("ca.crt")]
        settings.allowedPrivateNetworks = ["127.0.0.0/8", "::1/128"]
        settings.timeouts.whole = .seconds(300)
        return settings
    }

    /// A misbehaving server, with the certificate `name`.
    func server(_ name: String = "server", _ more: String...) throws -> PeerServer {
        let files = ["--cert", path("\(name).crt"), "--key", path("\(name).key")]
        return try PeerServer(Peers.plainPython, "tls_server.py", files + more)
    }

    private func issue(_ name: String, extensions: String, authority: String = "ca", term: [String] = ["-days", "30"])
        throws
    {
        // Python checks certificates strictly since 3.13: without these two it takes none.
        let identifiers = "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always\n"
        try Data((extensions + "\n" + identifiers).utf8).write(to: folder.appending(path: "extensions"))
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)", "-keyout",
            "\(name).key", "-out", "request")
        try openssl(
            [
                "x509", "-req", "-in", "request", "-CA", "\(authority).crt", "-CAkey", "\(authority).key", "-extfile",
                "extensions", "-out", "\(name).crt",
            ] + term)
    }

    /// A term that is over, in the words of the installed version: since 3.4 OpenSSL takes no negative number of days, before it
    /// it knew no dates.
    private static var yesterday: [String] {
        OpenSSLVersion.running < OpenSSLVersion(3, 4, 0)
            ? ["-days", "-1"] : ["-not_before", "20200101000000Z", "-not_after", "20200102000000Z"]
    }

    private func openssl(_ arguments: String...) throws { try openssl(arguments) }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments)")
    }
}

extension Result where Success == HTTPAnswer, Failure == TransferFailure {
    /// Why no answer came; nil when one did.
    var failureKind: TransferFailure.Kind? {
        if case .failure(let failure) = self { failure.kind } else { nil }
    }
}
