internal import Envelope
internal import Foundation

/// What an encrypted systemd credential is sealed with, as its first 16 bytes say (systemd, creds-util.h).
enum CredentialSeal: Hashable, Sendable {
    /// A key in a file of the same machine: a stolen disk has it too.
    case host
    /// The machine's TPM: the disk alone is of no use.
    case tpm
    case hostAndTPM
    /// A key that everybody knows.
    case nothing

    private static let identifiers: [(String, CredentialSeal)] = [
        ("5a1c6a86df9d4096b1d5a65e0862f19a", .host), ("55b9ed1d38594d43a8319d2ebb332ac6", .host),
        ("0c7cc07b117645919c4b0bea08bc20fe", .tpm), ("faf7eb9341e3412ca1a436f95a29362f", .tpm),
        ("93a894094874449090caf2fc93cab553", .hostAndTPM),
        ("ef4ac13679a9480ea7db68897f9f165d", .hostAndTPM), ("af4950a849134eb1a73846304ff30c05", .hostAndTPM),
        ("adbc4ca3efb64201ba881b6f2e4095ea", .hostAndTPM),
        ("058469daf6f54324800549da0f8ea2fb", .nothing),
    ]

    /// - Parameter file: the content of the credential file: base64, with or without line breaks.
    /// - Returns: nil for anything else.
    init?(file: [UInt8]) {
        let characters = file.lazy.filter { $0 > 0x20 }.prefix(24)
        guard characters.count == 24, let start = Data(base64Encoded: Data(characters)) else { return nil }
        let name = Hexadecimal.text(Array(start.prefix(16)))
        guard let known = Self.identifiers.first(where: { $0.0 == name }) else { return nil }
        self = known.1
    }
}
