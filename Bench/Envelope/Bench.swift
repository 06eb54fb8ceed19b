internal import Envelope
internal import Foundation
internal import Glibc
internal import Schemas

/// Seals or opens one message again and again, through the public interface of the gateway.
struct Bench {
    private let options: Options
    private let now = UTCTime(secondsSinceEpoch: Int64(time(nil)))
    private let payloadCount: Int
    private let message: [UInt8]
    private let sealer: Sealer
    private let recipients: [Envelope.Recipient]
    private let opener: Opener
    private let partner: Partner
    private let us: OIN
    private let suite: Suite

    init(_ options: Options) throws {
        self.options = options
        suite = options.usesCBC ? .cbc : .gcm
        guard let sender = OIN("00000099000000001000"), let us = OIN("00000099000000002000") else {
            throw CocoaError(.coderInvalidValue)
        }
        self.us = us
        let payload = try Self.read(options.payload)
        payloadCount = payload.count
        message = try Self.message(payload, from: sender, to: us, at: now)
        partner = Partner(sender, suite: suite, allowsDualUse: true)
        let signing = try Self.certificate("sender", options)
        sealer = try Sealer(
            try MessageSigner(certificate: signing, key: try Self.key("sender", options), allowsDualUse: true))
        recipients = try ["first", "second"].map {
            try Envelope.Recipient(try Self.certificate($0, options), allowsDualUse: true)
        }
        let key = try OpeningKey(
            certificate: try Self.certificate("first", options), key: try Self.key("first", options), suite: suite)
        let signer = TrustedSigner(certificate: signing, party: sender, role: .node, status: .active)
        opener = try Opener(us: us, keys: [key], directory: SignerList([signer]))
    }

    /// Runs for the asked number of seconds and describes the outcome as JSON. `peak_factor` is the memory that one operation
    /// holds at its peak, its input and output included, as a multiple of the payload.
    func run() throws -> String {
        let sealed = options.operation == .seal ? [] : try seal().envelope
        let input = options.operation == .seal ? message.count : sealed.count
        let factor = try Double(PeakMemory.added { try once(sealed) } + input) / Double(payloadCount)
        try repeated(for: 0.2) { try once(sealed) }
        let start = Self.clock(CLOCK_PROCESS_CPUTIME_ID)
        let count = try repeated(for: options.seconds) { try once(sealed) }
        let perSecond = Double(count) / (Self.clock(CLOCK_PROCESS_CPUTIME_ID) - start)
        let peak = try PeakMemory.bytes("VmHWM:") / 1024
        return """
            {"op":"\(options.operation.rawValue)","alg":"\(options.algorithm)","cbc":\(options.usesCBC ? 1 : 0),\
            "payload":\(payloadCount),"n":\(count),"per_cpu_s":\(rounded(perSecond)),"peak_kib":\(peak),\
            "peak_factor":\(rounded(factor))}
            """
    }

    private func once(_ sealed: [UInt8]) throws {
        switch options.operation {
        case .seal: _ = try seal()
        case .open: _ = try opener.open(sealed, from: partner, to: us, at: now)
        case .openSigned: _ = try opener.openSigned(sealed, from: partner, at: now)
        }
    }

    private func seal() throws -> SealedMessage {
        try sealer.seal(message, for: recipients, suite: suite, at: now)
    }

    @discardableResult
    private func repeated(for seconds: Double, _ body: () throws -> Void) rethrows -> Int {
        let end = Self.clock(CLOCK_MONOTONIC) + seconds
        var count = 0
        while Self.clock(CLOCK_MONOTONIC) < end {
            try body()
            count += 1
        }
        return count
    }

    private func rounded(_ value: Double) -> String { String(format: "%.2f", value) }

    private static func clock(_ kind: clockid_t) -> Double {
        var now = timespec()
        clock_gettime(kind, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }

    private static func read(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    private static func certificate(_ name: String, _ options: Options) throws -> Certificate {
        try Certificate(file: try read("\(options.folder)/\(options.algorithm)-\(name).pem"))
    }

    private static func key(_ name: String, _ options: Options) throws -> PrivateKey {
        try PrivateKey(unencryptedPEM: try read("\(options.folder)/\(options.algorithm)-\(name).key"))
    }

    /// A payload that is not JSON goes in as one string without escapes, as an attachment in base64 would.
    private static func text(_ payload: [UInt8]) -> String {
        String(decoding: payload.map { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C ? 0x2E : $0 }, as: UTF8.self)
    }

    /// A message of the profile with the payload as its data.
    private static func message(_ payload: [UInt8], from sender: OIN, to us: OIN, at now: UTCTime) throws -> [UInt8] {
        let document = try? JSONDocument(parsing: payload)
        let data = document.map { JSONTree($0.root) } ?? .string(Self.text(payload))
        guard let id = UniqueID("019a9f5e-7c00-7abc-8def-0123456789ab"),
            let subject = UniqueID("4f3b2a10-9c8d-4e7f-8a6b-5c4d3e2f1a0b"),
            let source = MessageSource(party: sender, system: "meting"),
            let name = MessageName("registratie"),
            let directory = ChainReference(sequence: 1, hash: [UInt8](repeating: 0, count: 32))
        else { throw CocoaError(.coderInvalidValue) }
        return try MessageAttributes(
            id: id, source: source, name: name, subject: subject, time: now,
            dataSchema: "https://weerthuis.nl/schema/meting/1", recipient: us, directory: directory
        ).encoded(with: data)
    }
}
