import Foundation

@testable import Gateway

/// Self-signed certificates for 127.0.0.1, made by openssl.
enum TLSFixture {
    static let p256 = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    static let rsa = ["-newkey", "rsa:2048"]

    static func credentials(_ key: [String] = p256) async throws -> TLSCredentials {
        let folder = FileManager.default.temporaryDirectory.appending(path: "listener-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (certificate, secret) = (folder.appending(path: "c.pem"), folder.appending(path: "k.pem"))
        try await run(
            "openssl",
            [
                "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                "subjectAltName=IP:127.0.0.1",
            ]
                + key + ["-keyout", secret.path, "-out", certificate.path])
        return TLSCredentials(
            certificate: [UInt8](try Data(contentsOf: certificate)), key: [UInt8](try Data(contentsOf: secret)))
    }

    /// - Returns: what it wrote on standard output and standard error.
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) async throws -> String {
        try await Background.run { Result { try wait(program, arguments) } }.get()
    }

    private static func wait(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        (process.standardOutput, process.standardError, process.standardInput) = (output, output, FileHandle.nullDevice)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ClientFailure(what: "\(program): \(text)") }
        return text
    }
}
