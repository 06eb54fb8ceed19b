import Envelope
import Foundation
import Testing

@testable import Gateway

/// Signed requests between nodes: which verify, and which don't.
@Suite struct RequestSignatureTests {
    let network: RegionNetwork
    let node: RegionNetwork.Node

    init() throws {
        network = try RegionNetwork()
        node = try network.node(2)
    }

    private func request(
        _ method: String = "GET", _ path: String = "/directory", host: String = "node2.example", body: [UInt8] = [],
        by number: Int = 1, at time: UTCTime = RegionDesk.now
    ) throws -> HTTPRequest {
        let headers = try network.signer(number).headers(
            method: method, url: "https://\(host)\(path)", body: body, at: time)
        return HTTPRequest(
            method: method, path: path,
            headers: HTTPFields(
                [HTTPField(name: "Host", value: host)] + headers.map { HTTPField(name: $0, value: $1) }),
            body: body)
    }

    private func changed(
        _ request: HTTPRequest, method: String? = nil, path: String? = nil, query: String? = nil, body: [UInt8]? = nil,
        _ name: String = "", _ value: (String) -> String = { $0 }
    ) -> HTTPRequest {
        HTTPRequest(
            method: method ?? request.method, path: path ?? request.path, query: query,
            headers: HTTPFields(
                request.headers.fields.map {
                    $0.isNamed(name) ? HTTPField(name: $0.name, value: value($0.value)) : $0
                }),
            body: body ?? request.body)
    }

    private func sender(_ request: HTTPRequest) -> OIN? {
        RequestVerifier(snapshot: node.keeper.current, authority: "node2.example").sender(
            of: request, at: RegionDesk.now)?
            .oin
    }

    /// P-256, RSA and P-384.
    @Test(arguments: [1, 3, 4]) func aPartnersRequestVerifies(number: Int) throws {
        #expect(sender(try request(by: number)) == (try SampleRegion.oin(number)))
        #expect(
            sender(try request("POST", "/directory/edition", body: [1, 2], by: number))
                == (try SampleRegion.oin(number)))
    }

    @Test func theTextIsThatOfTheSpecification() throws {
        let keyID = [UInt8](repeating: 0xAB, count: 32)
        let signature = RequestSignature(created: 1_795_266_000, keyID: keyID, algorithm: .ecdsaP256)
        let hex = String(repeating: "ab", count: 32)
        let parameters = #"("@method" "@authority" "@path");created=1795266000;keyid="\#(hex)";alg="ecdsa-p256-sha256""#
        let base = """
            "@method": GET
            "@authority": node2.example
            "@path": /directory
            "@signature-params": \(parameters)
            """
        let text = signature.base(method: "GET", authority: "node2.example", path: "/directory", contentDigest: nil)
        #expect(String(decoding: text, as: UTF8.self) == base)
        #expect(RequestSignature(input: "weerthuis=\(parameters)", hasBody: false) == signature)
        #expect(RequestSignature(input: "weerthuis=\(parameters)", hasBody: true) == nil)
    }

    @Test func whatWasChangedOnTheWayDoesNotVerify() throws {
        let good = try request()
        #expect(sender(good) != nil)
        #expect(sender(changed(good, method: "POST")) == nil)
        #expect(sender(changed(good, path: "/directory/freshness")) == nil)
        #expect(sender(changed(good, query: "a=b")) == nil)
        #expect(sender(changed(good, body: [1])) == nil)
        #expect(sender(changed(good, "Host") { _ in "node3.example" }) == nil)
        #expect(
            sender(changed(good, "Signature") { $0.replacingOccurrences(of: "weerthuis=:", with: "weerthuis=:A") })
                == nil)
        #expect(sender(changed(good, "Signature") { _ in "" }) == nil)
        #expect(sender(changed(good, "Signature-Input") { $0 + " " }) == nil)
        #expect(
            sender(changed(good, "Signature-Input") { $0.replacingOccurrences(of: "created=", with: "created=-") })
                == nil)
        #expect(
            sender(
                changed(good, "Signature-Input") {
                    $0.replacingOccurrences(of: "ecdsa-p256-sha256", with: "rsa-v1_5-sha256")
                }) == nil)
        #expect(
            sender(
                changed(good, "Signature-Input") {
                    $0.replacingOccurrences(of: "created=1", with: "created=9223372036854775807")
                }) == nil)
    }

    @Test func aBodyIsPartOfWhatIsSigned() throws {
        let good = try request("POST", "/directory/edition", body: Array("een".utf8))
        #expect(sender(good) != nil)
        #expect(sender(changed(good, body: Array("twee".utf8))) == nil)
        #expect(sender(changed(good, body: [])) == nil)
        let other = try #require(RequestSignature.contentDigest(Array("twee".utf8)))
        #expect(sender(changed(good, body: Array("twee".utf8), "Content-Digest") { _ in other }) == nil)
    }

    @Test func aRequestForAnotherNodeCanNotBePassedOn() throws {
        #expect(sender(try request(host: "node3.example")) == nil)
    }

    @Test(arguments: [(-899, true), (-901, false), (899, true), (901, false)])
    func aRequestCountsForAQuarterOfAnHour(offset: Int64, isGood: Bool) throws {
        #expect((sender(try request(at: RegionDesk.now.adding(seconds: offset))) != nil) == isGood)
    }

    @Test func aStrangerAndAPersonsKeyAreNobody() throws {
        let stranger = try CertificateMint.shared.get().issue(
            "Vreemde", oin: SampleRegion.oinText(1), mail: nil, use: .signing)
        let headers = try RequestSigner(certificate: stranger.certificate, key: stranger.key).headers(
            method: "GET", url: "https://node2.example/directory", body: [], at: RegionDesk.now)
        let request = HTTPRequest(
            method: "GET", path: "/directory",
            headers: HTTPFields(
                [HTTPField(name: "Host", value: "node2.example")] + headers.map { HTTPField(name: $0, value: $1) }))
        #expect(sender(request) == nil)
    }

    @Test func whoIsNotAPartnerGetsOneAnswerWhateverIsTheMatter() throws {
        let bare = HTTPRequest(method: "GET", path: "/directory", headers: ["Host": "node2.example"])
        let late = try request(at: RegionDesk.now.adding(seconds: 5_000))
        let forged = changed(try request(), "Signature") { $0.replacingOccurrences(of: "=:", with: "=:AAAA") }
        let answers = [bare, late, forged].map { node.service.serve($0) }
        #expect(Set(answers) == [HTTPResponse(status: 403, text: "Not for you.")])
    }

    @Test func theFixedFormOfASignatureIsThereAndBack() throws {
        for algorithm in [KeyAlgorithm.p256, .p384] {
            let key = try PrivateKey.generate(algorithm)
            for round in 0..<40 {
                let digest = try Digest(.sha256, of: [UInt8(round)])
                let signature = try key.sign(digest)
                let fixed = try #require(algorithm.fixedSignature(signature))
                #expect(fixed.count == (algorithm == .p256 ? 64 : 96))
                let back = try #require(algorithm.signature(fixed: fixed))
                #expect(back == signature)
                #expect(try key.publicKey.verify(back, of: digest))
            }
            #expect(algorithm.signature(fixed: [1, 2]) == nil)
            #expect(algorithm.fixedSignature([0x30, 0]) == nil)
        }
    }
}
