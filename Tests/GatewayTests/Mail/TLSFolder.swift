import Foundation
import Testing

/// A temporary folder with a TLS certificate for `localhost`, which is its own authority.
final class TLSFolder {
    let url: URL
    var certificate: URL { url.appending(path: "tls.cert.pem") }
    var key: URL { url.appending(path: "tls.key.pem") }

    init() throws {
        url = URL(filePath: "/tmp/weerthuis-mail-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-days", "30", "-keyout", key.path, "-out",
            certificate.path,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func authorities() throws -> [UInt8] { [UInt8](try Data(contentsOf: certificate)) }
}
