/// Brings sealed messages to parties over one transport.
protocol Courier: Sendable {
    /// Whether a receipt comes by itself, perhaps before the attempt has ended.
    func isAnsweredLater(_ parcel: SealedParcel) -> Bool

    /// One attempt.
    func deliver(_ parcel: SealedParcel) async -> DeliveryVerdict
}
