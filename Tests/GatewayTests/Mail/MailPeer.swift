import Foundation
import Testing

@testable import Gateway

/// An SMTP server on aiosmtpd (`Tests/Peers/mail/smtp_receiver.py`) beside a test, with a TLS certificate of its own.
final class MailPeer: @unchecked Sendable {
    let folder: TLSFolder
    let port: Int
    private let isImplicit: Bool
    private let process = Process()
    private let output = Pipe()

    static func start(
        _ behaviour: String = "ok", tls: String = "starttls", login: String? = nil
    ) async throws -> MailPeer {
        try await Background.run { Result { try MailPeer(behaviour, tls: tls, login: login) } }.get()
    }

    /// Blocks until the server listens.
    private init(_ behaviour: String, tls: String, login: String?) throws {
        folder = try TLSFolder()
        port = Int(try #require(TestPort.next()))
        isImplicit = tls == "implicit"
        process.executableURL = Peers.python
        process.arguments =
            [
                Peers.program("mail/smtp_receiver.py"), "--port", "\(port)", "--tls", tls, "--cert",
                folder.certificate.path, "--key", folder.key.path, "--save", folder.url.path, "--behave", behaviour,
            ] + (tls == "starttls" && behaviour != "no-starttls" ? ["--require-tls"] : [])
            + (login.map { ["--auth", $0] } ?? [])
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        var bytes: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != 0x0A { bytes.append(byte) }
        try #require(!bytes.isEmpty, "the peer did not start")
    }

    deinit { kill(process.processIdentifier, SIGKILL) }

    func server(user: String? = nil, password: String = "", trusted: Bool = true) throws -> MailServer {
        MailServer(
            url: "\(isImplicit ? "smtps" : "smtp")://localhost:\(port)",
            login: user.map { MailServer.Login(user: $0, password: password) },
            authorities: trusted ? try folder.authorities() : nil)
    }

    /// Hands one mail over, on a new connection.
    func send(_ mail: OutgoingMail, trusted: Bool = true) async throws -> SMTPOutcome {
        await SMTPCourier(try server(trusted: trusted), name: "b.example", connections: 1).send(mail)
    }

    /// What the server says about a mail that it was sent, by its number from 1.
    func mail(_ number: Int = 1) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(
            with: try Data(contentsOf: folder.url.appending(path: "\(number).json")))
        return try #require(value as? [String: Any])
    }

    /// A mail as the server got it, by its number from 1.
    func bytes(_ number: Int) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.url.appending(path: "\(number).eml")))
    }

    /// Of those that the server has written down.
    var mailCount: Int {
        var count = 0
        while (try? mail(count + 1)) != nil { count += 1 }
        return count
    }
}
