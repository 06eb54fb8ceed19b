internal import Synchronization

/// The agreement tools of one private key, lent to one caller each, and kept for the next one unless the agreement failed.
final class AgreementTools: Sendable {
    private let key: KeyHandle
    private let idle = Mutex<[AgreementTool]>([])

    init(_ key: KeyHandle) { self.key = key }

    /// The secret agreed with an uncompressed point.
    ///
    /// - Returns: nil when the point is not on the curve.
    func agree(with point: [UInt8], count: Int) throws(CryptoError) -> SecretBytes? {
        let tool = if let waiting = idle.withLock({ $0.popLast() }) { waiting } else { try AgreementTool(key) }
        guard let secret = try tool.agree(with: point, count: count) else { return nil }
        idle.withLock { $0.append(tool) }
        return secret
    }
}
