import Foundation
import Testing

@testable import Gateway

/// Postfix and Dovecot beside a test, on ports and in a folder of their own (`Tests/Peers/mail/mail_system.py`). They end with it.
final class MailSystem: @unchecked Sendable {
    static let password = "geheim"

    /// Postfix starts as root only. With `WEERTHUIS_REQUIRE_PEERS=1` a test of root's without its servers fails.
    static let isDue =
        getuid() == 0
        && (["/usr/sbin/dovecot", "/usr/sbin/postfix"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
            || ProcessInfo.processInfo.environment["WEERTHUIS_REQUIRE_PEERS"] == "1")
    static let reason: Comment = "Dovecot and Postfix are not there, or this is not root: run script/bootstrap --peers"

    private let process = Process()
    private let input = Pipe()
    private let folder: String
    private let imapPort: Int
    private let smtpPort: Int

    static func start() async throws -> MailSystem {
        try await Background.run { Result { try MailSystem() } }.get()
    }

    /// Blocks until the servers listen.
    private init() throws {
        let output = Pipe()
        process.executableURL = Peers.plainPython
        process.arguments = [Peers.program("mail/mail_system.py")]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != 0x0A { line.append(byte) }
        let said = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        folder = try #require(said?["folder"] as? String, "the servers did not start")
        imapPort = try #require(said?["imap"] as? Int)
        smtpPort = try #require(said?["smtp"] as? Int)
    }

    /// The program stops its servers and removes its folder when its input ends.
    deinit { try? input.fileHandleForWriting.close() }

    private var authorities: [UInt8] {
        get throws { [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/tls.cert.pem"))) }
    }

    var sending: MailServer {
        get throws { MailServer(url: "smtp://localhost:\(smtpPort)", login: nil, authorities: try authorities) }
    }

    func fetching(_ user: String) throws -> MailPlan.Fetching {
        MailPlan.Fetching(
            server: MailServer(
                url: "imaps://localhost:\(imapPort)",
                login: MailServer.Login(user: user, password: Self.password), authorities: try authorities),
            every: .milliseconds(200))
    }

    /// The mails in a folder of a mailbox, as they are on the disk of the server; nil is the inbox.
    func mails(of user: String, in name: String? = nil) -> [[UInt8]] {
        let mailbox = URL(filePath: "\(folder)/mail/\(user)")
        let folder = name.map { mailbox.appending(path: ".\($0)") } ?? mailbox
        return ["new", "cur"].flatMap { part in
            let place = folder.appending(path: part)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            return names.sorted().compactMap { try? [UInt8](Data(contentsOf: place.appending(path: $0))) }
        }
    }

    /// Waits until a folder of a mailbox has so many mails. A mail that is moved stands in both for a moment.
    func wait(for count: Int, of user: String, in name: String? = nil) async throws {
        do {
            try await until(within: .seconds(300)) { self.mails(of: user, in: name).count == count ? true : nil }
        } catch {
            Issue.record("\(user): \(counts(of: user))")
            throw error
        }
    }

    /// How many mails each folder of a mailbox has.
    private func counts(of user: String) -> [String: Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/mail/\(user)")) ?? []
        let folders = names.filter { $0.hasPrefix(".") }.map { String($0.dropFirst()) }
        let pairs = folders.map { ($0, mails(of: user, in: $0).count) } + [("INBOX", mails(of: user).count)]
        return Dictionary(pairs) { $1 }
    }

    /// Hands a mail to the server, as somebody elsewhere would.
    func post(_ mail: [UInt8], from sender: String, to recipient: String) async throws {
        let courier = SMTPCourier(try sending, name: "elders.example", connections: 1)
        let outcome = await courier.send(OutgoingMail(bytes: mail, sender: sender, recipients: [recipient]))
        #expect(outcome == .accepted)
    }

    /// Everything that the servers keep: mailboxes, queues, logs, and the names of the files.
    func everything() -> String {
        var text = ""
        let files = FileManager.default.enumerator(atPath: folder)
        while let name = files?.nextObject() as? String {
            text += name + "\n"
            guard files?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
            if let data = FileManager.default.contents(atPath: "\(folder)/\(name)") {
                text += String(decoding: data, as: UTF8.self)
            }
        }
        return text
    }
}
