/// A passphrase that opens several files. Files that were written with one salt share its derivation, which is slow on
/// purpose. It belongs to one thread at a time; what it holds is overwritten when it ends.
public final class PassphraseCache {
    private struct Derivation: Hashable {
        let salt: [UInt8]
        let rounds: Int
    }

    /// A derived key, shared by reference.
    private final class DerivedKey {
        let secret: SecretBytes

        init(_ secret: consuming SecretBytes) { self.secret = secret }
    }

    private let passphrase: Passphrase
    private var keys: [Derivation: DerivedKey] = [:]
    private var ownSalt: [UInt8]?

    public init(_ passphrase: consuming Passphrase) {
        self.passphrase = passphrase
    }

    /// How many derivations were made.
    public var derivations: Int { keys.count }

    /// The salt of all files that are written with this cache: that of the first file that it opened, else a random one.
    func salt() throws(CryptoError) -> [UInt8] {
        if let ownSalt { return ownSalt }
        let known = keys.keys.first(where: { $0.rounds == PasswordEncryption.rounds })
        let salt = if let known { known.salt } else { try Random.bytes(16) }
        ownSalt = salt
        return salt
    }

    func withKey<R: ~Copyable>(
        salt: [UInt8], rounds: Int, _ body: (Span<UInt8>) throws(CryptoError) -> R
    ) throws(CryptoError) -> R {
        let place = Derivation(salt: salt, rounds: rounds)
        let key = if let known = keys[place] { known } else { DerivedKey(try derive(place)) }
        keys[place] = key
        return try key.secret.withSpan(body)
    }

    private func derive(_ place: Derivation) throws(CryptoError) -> SecretBytes {
        try PasswordEncryption.derive(passphrase, salt: place.salt, rounds: place.rounds)
    }
}
