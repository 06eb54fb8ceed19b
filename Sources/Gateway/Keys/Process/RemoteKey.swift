internal import Envelope

/// A private key of this node that lives in its key process. It stays the same key when the process is started again.
///
/// Both calls block their thread until the process answers, at most twice the time limit of ``KeyProcessSettings``.
struct RemoteKey: SigningKey, DecryptionKey {
    let publicKey: PublicKey
    private let supervisor: KeySupervisor

    init(_ publicKey: PublicKey, _ supervisor: KeySupervisor) {
        self.publicKey = publicKey
        self.supervisor = supervisor
    }

    func sign(_ digest: Digest) throws(KeyError) -> [UInt8] {
        try ask { .sign(number: $0, digest) }.payload
    }

    func unwrap(_ wrapped: WrappedKey) throws(KeyError) -> ContentKey {
        var reply = try ask { .unwrap(number: $0, wrapped) }
        defer { reply.payload.cleanse() }
        guard let key = ContentKey(recovered: reply.payload, isGenuine: reply.isGenuine) else { throw .unavailable }
        return key
    }

    private func ask(_ request: (UInt16) -> KeyRequest) throws(KeyError) -> KeyReply {
        let reply = try supervisor.ask(publicKey, request)
        switch reply.status {
        case .done: return reply
        case .wrongUse: throw .wrongUse(String(decoding: reply.payload, as: UTF8.self))
        case .failed, .notStarted: throw .unavailable
        }
    }
}
