internal import Envelope

/// Brings messages over AS2.
struct AS2Courier: Courier {
    private let client: AS2Client
    private let asynchronous: Set<OIN>

    /// - Parameter asynchronous: partners whose receipts are asked for later, at our address in the directory.
    init(_ client: AS2Client, _ asynchronous: Set<OIN>) {
        self.client = client
        self.asynchronous = asynchronous
    }

    func isAnsweredLater(_ parcel: SealedParcel) -> Bool { returnURL(parcel) != nil }

    func deliver(_ parcel: SealedParcel) async -> DeliveryVerdict {
        guard case .https(let url) = parcel.endpoint else { return .deferred(Deferral(Couriers.noMail)) }
        var job = AS2Job(
            message: parcel.message, sender: parcel.sender, partner: parcel.partner, url: url, sealed: parcel.sealed,
            receiptSigners: parcel.receiptSigners)
        if let own = returnURL(parcel) { job.receipt = .asynchronous(returnURL: own) }
        return await client.send(job)
    }

    private func returnURL(_ parcel: SealedParcel) -> String? {
        guard asynchronous.contains(parcel.partner.oin), case .https(let own) = parcel.ownEndpoint else { return nil }
        return own
    }
}
