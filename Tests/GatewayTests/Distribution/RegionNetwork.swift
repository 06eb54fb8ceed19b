import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// Nodes that reach each other without a network: a call is handed to the service of the node that has its authority.
final class RegionNetwork: Sendable {
    final class Node: Sendable {
        let watch: DirectoryWatch
        let service: DirectoryService

        init(_ watch: DirectoryWatch) {
            self.watch = watch
            service = DirectoryService(watch: watch)
        }

        var keeper: DirectoryKeeper { watch.keeper }
    }

    let region: RegionDesk
    /// Node keys by the number of the party.
    private let keys: [Int: CertificateMint.Holder]
    private let nodes = Mutex<[String: Node]>([:])
    private let calls = Mutex<[String]>([])
    private let down = Mutex<Set<String>>([])

    /// Every party has a real node key, of one kind or another; nobody else has real certificates.
    private static let made = Result {
        let mint = try CertificateMint.shared.get()
        return Dictionary(
            uniqueKeysWithValues: try SampleRegion.fryslan.map { entry in
                let algorithm: KeyAlgorithm = entry.number == 3 ? .rsa(bits: 3072) : entry.number == 4 ? .p384 : .p256
                let key = try mint.issue(
                    "Node \(entry.number)", oin: SampleRegion.oinText(entry.number), mail: nil, use: .signing,
                    algorithm: algorithm)
                return (entry.number, key)
            })
    }

    init() throws {
        keys = try Self.made.get()
        var first = try SampleRegion(SampleRegion.fryslan)
        for (index, entry) in SampleRegion.fryslan.enumerated() {
            let key = try #require(keys[entry.number])
            first = try first.setting("/parties/\(index)/nodeKeys", [SampleRegion.key("signing", key.base64)])
        }
        region = try RegionDesk(first: first)
    }

    func key(_ number: Int) throws -> CertificateMint.Holder { try #require(keys[number]) }

    func signer(_ number: Int) throws -> RequestSigner {
        let holder = try key(number)
        return RequestSigner(certificate: holder.certificate, key: holder.key)
    }

    static func endpoint(_ number: Int) -> String { "https://node\(number).example/as2" }

    /// A node of a party, with the first edition.
    func node(_ number: Int, sources: [Int] = []) throws -> Node {
        let settings = try region.settings(
            "node\(number)", own: number, sources: sources.map { Self.endpoint($0) })
        try region.place(region.first, in: settings)
        let keeper = try region.keeper(settings)
        keeper.markTold(keeper.current.edition)
        let signer = try signer(number)
        let fetcher = DirectoryFetcher(
            transport: { [weak self] call in await self?.perform(call) ?? .failure(Self.refused) },
            signer: { signer }, clock: { [region] in region.now })
        let node = Node(DirectoryWatch(keeper, fetcher))
        nodes.withLock { $0["node\(number).example"] = node }
        return node
    }

    var log: [String] { calls.withLock { $0 } }

    func setDown(_ number: Int, _ isDown: Bool = true) {
        down.withLock { down in
            if isDown { down.insert("node\(number).example") } else { down.remove("node\(number).example") }
        }
    }

    private static let refused = TransferFailure(kind: .connect, host: "node")

    private func perform(_ call: HTTPCall) async -> Result<HTTPAnswer, TransferFailure> {
        guard let target = RequestTarget(call.url), !down.withLock({ $0.contains(target.authority) }),
            let node = nodes.withLock({ $0[target.authority] })
        else { return .failure(Self.refused) }
        calls.withLock { $0.append("\(call.method.rawValue) \(target.authority)\(target.path)") }
        var headers = HTTPFields(call.headers.map { HTTPField(name: $0.name, value: $0.value) })
        headers.append("Host", target.authority)
        let request = HTTPRequest(
            method: call.method.rawValue, path: target.path, headers: headers, body: call.body, address: "127.0.0.1")
        let response = node.service.serve(request) ?? .notFound
        return .success(
            HTTPAnswer(
                status: response.status, headers: response.headers.fields.map { ($0.name, $0.value) },
                body: response.body))
    }

    /// The next edition: party 6 has another name.
    func next(_ name: String = "Andere naam") throws -> SampleRegion {
        try region.first.following(try region.first.directory()).setting("/parties/5/name", .string(name))
    }
}
