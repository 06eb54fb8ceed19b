import Envelope
import Testing

@testable import Gateway

@Suite("Keys: the packets of the key process")
struct KeyWireTests {
    private static func requests() throws -> [KeyRequest] {
        let digests = try DigestAlgorithm.allCases.map { try Digest($0, of: [1]) }
        let schemes: [WrappedKey.Scheme] =
            DigestAlgorithm.allCases.map {
                .agreement(digest: $0, originator: [UInt8](repeating: 4, count: 97), sharedInfo: [5, 6])
            } + [.oaep(.sha1), .oaep(.sha256), .pkcs1]
        return [.status, .stop, .publicKey(number: 65_535)]
            + digests.enumerated().map { .sign(number: UInt16($0), $1) }
            + schemes.map {
                .unwrap(number: 258, WrappedKey(scheme: $0, encryptedKey: [UInt8](repeating: 9, count: 512)))
            }
    }

    @Test("a request is read as it was written, always in 800 bytes")
    func requestsRoundTrip() throws {
        for (index, request) in try Self.requests().enumerated() {
            let id = UInt64.max - UInt64(index)
            let packet = try #require(request.packet(id: id))
            #expect(packet.count == 800)
            let read = try #require(KeyRequest.read(packet))
            #expect(read.id == id)
            #expect(read.request == request)
        }
    }

    @Test("every byte of a request counts: what is not used must be zero")
    func everyByteCounts() throws {
        for request in try Self.requests() {
            let packet = try #require(request.packet(id: 7))
            for place in packet.indices {
                var changed = packet
                changed[place] ^= 0x80
                guard let read = KeyRequest.read(changed) else { continue }
                // Another id, key, digest or wrapped key: then it says so.
                #expect(read.id != 7 || read.request != request)
                #expect(read.request.packet(id: read.id) == changed)
            }
        }
    }

    @Test("a request of another length, version or operation is none")
    func noRequests() throws {
        let packet = try #require(KeyRequest.status.packet(id: 1))
        #expect(KeyRequest.read([]) == nil)
        #expect(KeyRequest.read(Array(packet.dropLast())) == nil)
        #expect(KeyRequest.read(packet + [0]) == nil)
        for (place, values) in [(0, [UInt8(0), 2]), (1, [0, 6, 255]), (2, [1]), (3, [1]), (17, [1]), (799, [1])] {
            for value in values {
                var changed = packet
                changed[place] = value
                #expect(KeyRequest.read(changed) == nil, "byte \(place) is \(value)")
            }
        }
    }

    @Test("what is too long is cut to a length that never opens; shared info that is too long is not asked at all")
    func tooLong() throws {
        let long = WrappedKey(scheme: .pkcs1, encryptedKey: [UInt8](repeating: 1, count: 10_000))
        let packet = try #require(KeyRequest.unwrap(number: 0, long).packet(id: 1))
        let read = try #require(KeyRequest.read(packet))
        guard case .unwrap(_, let wrapped) = read.request else {
            Issue.record("\(read.request)")
            return
        }
        #expect(wrapped.encryptedKey.count == 513)
        #expect(wrapped.encryptedKey.count > KeyAlgorithm.rsaBits.upperBound / 8)
        let info = WrappedKey.Scheme.agreement(
            digest: .sha256, originator: [], sharedInfo: [UInt8](repeating: 0, count: 161))
        #expect(KeyRequest.unwrap(number: 0, WrappedKey(scheme: info, encryptedKey: [])).packet(id: 1) == nil)
    }

    @Test("a reply is read as it was written, always in 640 bytes")
    func repliesRoundTrip() throws {
        let replies = [
            KeyReply(.done, [1, 2, 3], isGenuine: true), KeyReply(.failed), KeyReply(.wrongUse, Array("x".utf8)),
            KeyReply(.notStarted, [UInt8](repeating: 0x61, count: 624)),
        ]
        for reply in replies {
            let packet = reply.packet(id: 3)
            #expect(packet.count == 640)
            let read = try #require(KeyReply.read(packet))
            #expect(read.id == 3)
            #expect(read.reply == reply)
        }
        #expect(KeyReply(.notStarted, [UInt8](repeating: 1, count: 9999)).payload.count == 624)
    }

    @Test("a reply of another length, version, status or payload is none")
    func noReplies() {
        let packet = KeyReply(.done).packet(id: 1)
        #expect(KeyReply.read(Array(packet.dropLast())) == nil)
        for (place, value) in [(0, UInt8(9)), (1, 0), (1, 5), (2, 2), (4, 255)] {
            var changed = packet
            changed[place] = value
            #expect(KeyReply.read(changed) == nil, "byte \(place) is \(value)")
        }
    }
}
