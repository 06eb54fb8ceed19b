import Envelope
import Foundation
import Testing

@testable import Gateway

/// Messages to an AS2 product that we did not write, over TLS, with each misbehaviour that it can show.
@Suite(.enabled(if: Peers.areDue, Peers.reason)) struct AS2PeerTests {
    private let exchange: AS2Exchange

    init() throws {
        exchange = try AS2Exchange()
    }

    @Test func signedReceipt_Delivers() async throws {
        let peer = try exchange.receiver(mdn: "good")
        let verdict = try await exchange.client().send(exchange.job(peer.port))
        guard case .delivered(let receipt, let mic) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(mic == exchange.sealed.mic.bytes)
        let report = try await peer.next("message")
        #expect(report["status"] as? String == "processed")
        #expect(report["signature_ok"] as? Bool == true)
        #expect(report["message_id"] as? String == exchange.job(0).messageID.description)
        #expect(report["as2_version"] as? String == "1.0")
        #expect(try stockVerify(receipt) == 0)
    }

    /// What is kept is evidence: `openssl` alone reads it.
    private func stockVerify(_ receipt: [UInt8]) throws -> Int32 {
        let file = FileManager.default.temporaryDirectory.appending(path: "receipt-\(UUID().uuidString)")
        try Data(receipt).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "cms", "-verify", "-in", file.path, "-certfile",
            Peers.root.appending(path: "Tests/Vectors/envelopes/keys/partner-dual.crt").path, "-noverify", "-out",
            "/dev/null",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func sameMessageAgain_IsDeliveredAgainWithTheSameDigest() async throws {
        let peer = try exchange.receiver(mdn: "good")
        let client = try exchange.client()
        for _ in 0..<2 {
            guard case .delivered(_, let mic) = await client.send(exchange.job(peer.port)) else {
                Issue.record("not delivered")
                return
            }
            #expect(mic == exchange.sealed.mic.bytes)
        }
        let first = try await peer.next("message")["message_id"] as? String
        #expect(try await peer.next("message")["message_id"] as? String == first)
    }

    @Test(
        arguments: [
            ("unsigned", ReceiptReason.unsigned), ("badmic", .mic), ("badsig", .signature), ("wrongid", .messageID),
            ("truncated", .mime),
        ])
    func receiptThatProvesNothing_Defers(mdn: String, reason: ReceiptReason) async throws {
        let peer = try exchange.receiver(mdn: mdn)
        let verdict = try await exchange.client().send(exchange.job(peer.port))
        #expect(verdict == .deferred(Deferral(reason.dutch)))
        #expect(!verdict.partnerIsDown)
    }

    @Test func goodReceiptOfAnotherKey_Defers() async throws {
        let peer = try exchange.receiver(mdn: "good")
        let others = [try AS2Exchange.certificate("other-sign"), try AS2Exchange.certificate("sender-rsa")]
        let verdict = try await exchange.client().send(exchange.job(peer.port, signers: others))
        #expect(verdict == .deferred(Deferral(ReceiptReason.signature.dutch)))
        #expect(try await exchange.client().send(exchange.job(peer.port, signers: [])) == verdict)
    }

    @Test func signedDecryptionFailed_AsksForTheDirectory() async throws {
        let peer = try exchange.receiver(mdn: "failed")
        let verdict = try await exchange.client().send(exchange.job(peer.port))
        #expect(verdict == .refreshDirectory(reason: ReceiptDisposition.decryptionFailed.dutch(["decryption-failed"])))
    }

    @Test func answerWithoutReceipt_Defers() async throws {
        let peer = try exchange.receiver(mdn: "nomdn")
        let verdict = try await exchange.client().send(exchange.job(peer.port))
        guard case .deferred(let deferral) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(deferral.reason.contains("stuurde geen ontvangstbewijs"))
    }

    @Test(arguments: [AS2Job.ReceiptRequest.synchronous, .asynchronous(returnURL: "https://127.0.0.1:1/as2")])
    func faultOfTheServer_DefersAndCountsAgainstThePartner(receipt: AS2Job.ReceiptRequest) async throws {
        let peer = try exchange.receiver(mdn: "http500")
        let verdict = try await exchange.client().send(exchange.job(peer.port, receipt: receipt))
        guard case .deferred(let deferral) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(deferral.reason.contains("HTTP 500"))
        #expect(verdict.partnerIsDown)
    }

    @Test(arguments: [AS2Job.ReceiptRequest.synchronous, .asynchronous(returnURL: "https://127.0.0.1:1/as2")])
    func hangingServer_DefersAndCountsAgainstThePartner(receipt: AS2Job.ReceiptRequest) async throws {
        let peer = try exchange.receiver(mdn: "hang")
        let verdict = try await exchange.client(idle: .seconds(4)).send(exchange.job(peer.port, receipt: receipt))
        guard case .deferred(let deferral) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(deferral.reason.contains("gaf geen antwoord"))
        #expect(verdict.partnerIsDown)
    }

    @Test(
        arguments: [
            ("good", nil), ("unsigned", ReceiptReason.unsigned), ("badmic", .mic), ("badsig", .signature),
            ("wrongid", .messageID), ("truncated", .mime),
        ] as [(String, ReceiptReason?)])
    func receiptThatComesLater_IsJudgedInTheSameWay(mdn: String, reason: ReceiptReason?) async throws {
        let verdict = try await laterVerdict(mdn: mdn)
        if let reason {
            #expect(verdict == .deferred(Deferral(reason.dutch)))
        } else if case .delivered(_, let mic) = verdict {
            #expect(mic == exchange.sealed.mic.bytes)
        } else {
            Issue.record("\(verdict)")
        }
    }

    @Test func refusalThatComesLater_AsksForTheDirectory() async throws {
        guard case .refreshDirectory = try await laterVerdict(mdn: "failed") else {
            Issue.record("no refusal")
            return
        }
    }

    @Test func noReceiptLater_KeepsTheMessageWaiting() async throws {
        let peer = try exchange.receiver(mdn: "nomdn")
        let job = exchange.job(peer.port, receipt: .asynchronous(returnURL: "https://127.0.0.1:1/as2"))
        #expect(try await exchange.client().send(job) == .awaitingReceipt)
    }

    /// Sends a message, takes the receipt that the product posts by itself, and judges it.
    private func laterVerdict(mdn: String) async throws -> DeliveryVerdict {
        let inbox = try ReceiptInbox()
        let peer = try exchange.receiver(mdn: mdn)
        let job = exchange.job(peer.port, receipt: .asynchronous(returnURL: inbox.url))
        #expect(try await exchange.client().send(job) == .awaitingReceipt)
        #expect(try await peer.next("async_mdn_posted")["http"] as? Int == 200)
        let (body, contentType) = try inbox.receipt()
        return AS2Client.verdict(ofReceipt: body, contentType: contentType, for: job.expectation, at: SystemClock.now)
    }
}
