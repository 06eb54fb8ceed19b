/// Brings sealed messages to parties over one transport.
protocol Courier: Sendable {
    /// One attempt.
    func deliver(_ parcel: SealedParcel) async -> DeliveryVerdict
}
