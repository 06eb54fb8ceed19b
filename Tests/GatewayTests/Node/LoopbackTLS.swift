import Foundation
import Testing

@testable import Gateway

/// TLS certificates for nodes on the loopback address, made once per process by `openssl`.
struct LoopbackTLS: Sendable {
    static let shared = Result { try LoopbackTLS() }

    let credentials: TLSCredentials
    /// PEM with the authority.
    let authorities: String
    /// The same certificate and key, as files for other programs.
    let certificateFile: String
    let keyFile: String

    private init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "weerthuis-nodes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try Self.openssl(
            ["req", "-x509"] + key + [
                "-days", "30", "-subj", "/CN=proef", "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-keyout",
                "ca.key", "-out", "ca.crt",
            ], folder)
        // Python checks certificates strictly since 3.13: it takes none without identifiers of the keys.
        let identifiers = "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always\n"
        try Data("subjectAltName=IP:127.0.0.1\n\(identifiers)".utf8).write(to: folder.appending(path: "names"))
        try Self.openssl(["req"] + key + ["-subj", "/CN=node", "-keyout", "node.key", "-out", "request"], folder)
        try Self.openssl(
            [
                "x509", "-req", "-in", "request", "-CA", "ca.crt", "-CAkey", "ca.key", "-days", "30", "-extfile",
                "names",
                "-out", "node.crt",
            ], folder)
        credentials = TLSCredentials(
            certificate: [UInt8](try Data(contentsOf: folder.appending(path: "node.crt"))),
            key: [UInt8](try Data(contentsOf: folder.appending(path: "node.key"))))
        authorities = folder.appending(path: "ca.crt").path
        certificateFile = folder.appending(path: "node.crt").path
        keyFile = folder.appending(path: "node.key").path
    }

    private static func openssl(_ arguments: [String], _ folder: URL) throws {
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
