internal import CMicroHTTPD

/// A certificate with its chain and private key, as the TLS library uses them. Never changed after it was made.
final class TLSIdentity: @unchecked Sendable {
    enum Problem: Error, Hashable {
        case certificate(String)
        case key(String)
        case keyOfOther
    }

    /// TLS 1.3 and 1.2 with ephemeral keys and authenticated ciphers only.
    ///
    /// Nothing is ever renegotiated: libmicrohttpd ends a connection that asks for it. So a client need not say that it would do so
    /// safely (RFC 5746), which one that speaks TLS 1.3 only doesn't say.
    static let priorities = """
        SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA\
        :-CIPHER-ALL:+AES-256-GCM:+AES-128-GCM:+CHACHA20-POLY1305:-MAC-ALL:+AEAD\
        :-GROUP-ALL:+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1\
        :-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1:-SIGN-DSA-SHA256:%SERVER_PRECEDENCE
        """

    private static let longestChain: UInt32 = 8

    let chain: UnsafeMutablePointer<gnutls_pcert_st>
    let chainCount: UInt32
    let key: gnutls_privkey_t

    init(_ credentials: TLSCredentials) throws(Problem) {
        (chain, chainCount) = try Self.chain(credentials.certificate)
        do throws(Problem) {
            key = try Self.key(credentials.key)
        } catch {
            Self.free(chain, chainCount)
            throw error
        }
        guard isMatching else { throw .keyOfOther }
    }

    deinit {
        Self.free(chain, chainCount)
        gnutls_privkey_deinit(key)
    }

    private static func chain(
        _ pem: [UInt8]
    ) throws(Problem) -> (UnsafeMutablePointer<gnutls_pcert_st>, UInt32) {
        let chain = UnsafeMutablePointer<gnutls_pcert_st>.allocate(capacity: Int(longestChain))
        var count = longestChain
        let code = withDatum(pem) {
            gnutls_pcert_list_import_x509_raw(chain, &count, $0, GNUTLS_X509_FMT_PEM, 0)
        }
        guard code == GNUTLS_E_SUCCESS, count > 0 else {
            chain.deallocate()
            throw .certificate(reason(code))
        }
        return (chain, count)
    }

    private static func key(_ pem: [UInt8]) throws(Problem) -> gnutls_privkey_t {
        var key: gnutls_privkey_t?
        guard gnutls_privkey_init(&key) == GNUTLS_E_SUCCESS, let key else { throw .key("no memory") }
        let code = withDatum(pem) { gnutls_privkey_import_x509_raw(key, $0, GNUTLS_X509_FMT_PEM, nil, 0) }
        guard code == GNUTLS_E_SUCCESS else {
            gnutls_privkey_deinit(key)
            throw .key(reason(code))
        }
        return key
    }

    private var isMatching: Bool {
        var ofKey: gnutls_pubkey_t?
        guard gnutls_pubkey_init(&ofKey) == GNUTLS_E_SUCCESS, let ofKey else { return false }
        defer { gnutls_pubkey_deinit(ofKey) }
        guard gnutls_pubkey_import_privkey(ofKey, key, 0, 0) == GNUTLS_E_SUCCESS else { return false }
        let mine = Self.identifier(ofKey)
        return mine != nil && mine == Self.identifier(chain[0].pubkey)
    }

    private static func identifier(_ key: gnutls_pubkey_t) -> [UInt8]? {
        var size = 64
        var bytes = [UInt8](repeating: 0, count: size)
        let code = gnutls_pubkey_get_key_id(key, GNUTLS_KEYID_USE_SHA256.rawValue, &bytes, &size)
        return code == GNUTLS_E_SUCCESS ? Array(bytes.prefix(size)) : nil
    }

    private static func free(_ chain: UnsafeMutablePointer<gnutls_pcert_st>, _ count: UInt32) {
        for index in 0..<Int(count) { gnutls_pcert_deinit(chain + index) }
        chain.deallocate()
    }

    private static func withDatum<Value>(_ bytes: [UInt8], _ body: (UnsafePointer<gnutls_datum_t>) -> Value) -> Value {
        var copy = bytes
        return copy.withUnsafeMutableBufferPointer { buffer in
            var datum = gnutls_datum_t(data: buffer.baseAddress, size: UInt32(clamping: buffer.count))
            return body(&datum)
        }
    }

    private static func reason(_ code: Int32) -> String {
        gnutls_strerror(code).map { String(cString: $0) } ?? "code \(code)"
    }
}
