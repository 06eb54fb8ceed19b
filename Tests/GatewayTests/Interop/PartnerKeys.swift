import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// The keys of a region in which a woningcorporatie has an AS2 product (pyas2lib) with one certificate for everything. Such a
/// product reads RSA only, so the transferpunt has RSA keys beside the others. Made once per process.
struct PartnerKeys: Sendable {
    static let shared = Result { try PartnerKeys() }

    /// As the region takes them.
    let entries: [String: [NodeRegion.Entry]]
    let folder: URL

    /// The files of the product: its own key pair, and those of the transferpunt's certificates that it holds.
    enum File: String {
        case key = "partner.key"
        case certificate = "partner.crt"
        /// Over the same key, for signing only.
        case signingCertificate = "partner-signing.crt"
        /// A second pair, for a product that opens with a key on a curve.
        case curveKey = "curve.key"
        case curveCertificate = "curve.crt"
        case transferpuntNode = "node.crt"
        case transferpuntPerson = "person.crt"
        case transferpuntEncryption = "encryption.crt"
    }

    private init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "weerthuis-partner-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let mint = try CertificateMint.lasting.get()
        var entries: [String: [NodeRegion.Entry]] = [:]
        for number in [1, 2, 3] {
            let oin = SampleRegion.oinText(number)
            let algorithm: KeyAlgorithm = number == 2 ? .rsa(bits: 3072) : .p256
            let node = try mint.issue("Node", oin: oin, mail: nil, use: .signing, algorithm: algorithm)
            entries["\(number)"] = [Self.entry(node, "signing")]
            let mail = SampleRegion.mail(number, 1)
            let sign = try mint.issue("Persoon", oin: oin, mail: mail, use: .signing, algorithm: algorithm)
            let open = try mint.issue("Persoon", oin: oin, mail: mail, use: .encryption)
            entries[mail] = [Self.entry(sign, "signing"), Self.entry(open, "encryption")]
            guard number == 2 else { continue }
            let rsa = try mint.issue("Persoon", oin: oin, mail: mail, use: .encryption, algorithm: .rsa(bits: 3072))
            entries[mail]?.append(Self.entry(rsa, "encryption", suite: "cbc"))
            try Self.write(node, .transferpuntNode, folder)
            try Self.write(sign, .transferpuntPerson, folder)
            try Self.write(rsa, .transferpuntEncryption, folder)
        }
        let mail = SampleRegion.mail(5, 1)
        let pair = try Self.pair(.rsa(bits: 3072), .signingAndEncryption, (.key, .certificate), folder)
        entries[mail] = [Self.entry(pair, "signing"), Self.entry(pair, "encryption")]
        let signing = try mint.issue(
            "Corporatie", oin: SampleRegion.oinText(5), mail: nil, use: .signing, key: pair.key)
        try Self.write(signing, .signingCertificate, folder)
        entries["signing"] = [Self.entry(signing, "signing")]
        let curve = try Self.pair(.p256, .encryption, (.curveKey, .curveCertificate), folder)
        entries["curve"] = [Self.entry(curve, "encryption")]
        self.folder = folder
        self.entries = entries
    }

    func path(_ file: File) -> String { folder.appending(path: file.rawValue).path }

    /// A region with these keys.
    ///
    /// - Parameters:
    ///   - suite: of the product.
    ///   - opensOnCurve: it opens with its second pair, and signs with the first. In suite `gcm` it always does.
    func region(suite: Suite = .cbc, opensOnCurve: Bool = false) throws -> NodeRegion {
        var members = NodeRegion.convenant.filter { [1, 2, 3, 5].contains($0.number) }
        let mail = SampleRegion.mail(5, 1)
        var keys = entries
        switch suite {
        case .cbc:
            let index = try #require(members.firstIndex { $0.number == 5 })
            members[index].settings = [
                "suite": "cbc", "allowances": ["rsa15": true, "dualUse": true, "oneCertificate": .string(mail)],
            ]
            if opensOnCurve { keys[mail] = Array(try #require(entries[mail]).prefix(1)) + (entries["curve"] ?? []) }
        case .gcm:
            keys["5"] = entries["signing"]
            keys[mail] = entries["curve"]
        }
        let region = try NodeRegion(members, keys: keys)
        region.setEndpoint(3, "https://127.0.0.1:9/as2")
        return region
    }

    private static func entry(
        _ holder: CertificateMint.Holder, _ use: String, suite: String? = nil
    ) -> NodeRegion.Entry {
        NodeRegion.Entry(holder: holder, use: use, suite: suite, active: -2_000)
    }

    /// A key pair of the product, whose private half is a file.
    private static func pair(
        _ algorithm: KeyAlgorithm, _ use: CertificateUse, _ files: (key: File, certificate: File), _ folder: URL
    ) throws -> CertificateMint.Holder {
        let holder = try CertificateMint.lasting.get().issue(
            "Corporatie", oin: SampleRegion.oinText(5), mail: SampleRegion.mail(5, 1), use: use, algorithm: algorithm)
        try Data(holder.key.unencryptedPEM().utf8).write(to: folder.appending(path: files.key.rawValue))
        try write(holder, files.certificate, folder)
        return holder
    }

    private static func write(_ holder: CertificateMint.Holder, _ file: File, _ folder: URL) throws {
        let base64 = Data(holder.certificate.encoded).base64EncodedString(options: .lineLength64Characters)
        let text = "-----BEGIN CERTIFICATE-----\n\(base64)\n-----END CERTIFICATE-----\n"
        try Data(text.replacing("\r\n", with: "\n").utf8).write(to: folder.appending(path: file.rawValue))
    }
}
