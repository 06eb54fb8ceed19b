internal import Envelope
internal import Foundation

/// The settings, checked, with what their files hold.
struct TransferRules: Sendable {
    let policy: AddressPolicy
    let proxy: String?
    /// PEM; nil for the authorities of the system.
    let authorities: [UInt8]?
    private let identity: TLSClientIdentity?
    private let identities: [OIN: TLSClientIdentity]
    let timeouts: DeliverySettings.Timeouts
    let maxConnections: Int
    let perPartner: Int

    init(
        _ settings: DeliverySettings, clientPassphrase: borrowing Passphrase?
    ) throws(DeliverySettingsError) {
        policy = try AddressPolicy(allowing: settings.allowedPrivateNetworks)
        proxy = try settings.proxy.map(Self.checkedProxy)
        authorities = try settings.authorities.map(Self.readAuthorities)
        identity =
            if let files = settings.clientIdentity { try Self.readIdentity(files, clientPassphrase) } else { nil }
        var identities: [OIN: TLSClientIdentity] = [:]
        for (partner, files) in settings.partnerIdentities {
            identities[partner] = try Self.readIdentity(files, clientPassphrase)
        }
        self.identities = identities
        timeouts = settings.timeouts
        maxConnections = try Self.positive(settings.maxConnections, "maxConnections")
        perPartner = try Self.positive(settings.perPartner, "perPartner")
        _ = try Self.positive(settings.responseLimit, "responseLimit")
        guard min(timeouts.connect, timeouts.tls, timeouts.idle, timeouts.whole) > .zero else {
            throw .number("timeouts")
        }
    }

    /// What is shown to a partner that asks who calls; nil: nothing.
    func identity(for partner: OIN?) -> TLSClientIdentity? { partner.flatMap { identities[$0] } ?? identity }

    private static func checkedProxy(_ text: String) throws(DeliverySettingsError) -> String {
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), !HostName.of(text).isEmpty,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .proxy(text) }
        return text
    }

    private static func readAuthorities(_ paths: [String]) throws(DeliverySettingsError) -> [UInt8] {
        var all: [UInt8] = []
        for path in paths {
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw .authorities(path: path, reason: "can't be read")
            }
            guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
                throw .authorities(path: path, reason: "holds no certificate")
            }
            all += [UInt8](bytes) + [0x0A]
        }
        return all
    }

    private static func readIdentity(
        _ files: DeliverySettings.ClientIdentity, _ passphrase: borrowing Passphrase?
    ) throws(DeliverySettingsError) -> TLSClientIdentity {
        guard let certificate = FileManager.default.contents(atPath: files.certificate) else {
            throw .clientIdentity(path: files.certificate, reason: "can't be read")
        }
        guard let key = FileManager.default.contents(atPath: files.key) else {
            throw .clientIdentity(path: files.key, reason: "can't be read")
        }
        do throws(TLSClientIdentityError) {
            return try TLSClientIdentity(certificates: [UInt8](certificate), key: [UInt8](key), passphrase: passphrase)
        } catch {
            let path = error == .noCertificate ? files.certificate : files.key
            throw .clientIdentity(path: path, reason: error.description)
        }
    }

    private static func positive(_ number: Int, _ name: String) throws(DeliverySettingsError) -> Int {
        guard number > 0 else { throw .number(name) }
        return number
    }
}
