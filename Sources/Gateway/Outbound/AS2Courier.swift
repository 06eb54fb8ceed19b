internal import Envelope

/// Brings messages over AS2.
struct AS2Courier: Courier {
    private let client: AS2Client
    private let asynchronous: [OIN: String]

    /// - Parameter asynchronous: partners whose receipts are asked for later, with our URL for them.
    init(_ client: AS2Client, _ asynchronous: [OIN: String]) {
        self.client = client
        self.asynchronous = asynchronous
    }

    func deliver(_ parcel: SealedParcel) async -> DeliveryVerdict {
        guard case .https(let url) = parcel.endpoint else { return .deferred(Deferral(Couriers.noMail)) }
        var job = AS2Job(
            message: parcel.message, sender: parcel.sender, partner: parcel.partner, url: url, sealed: parcel.sealed,
            receiptSigners: parcel.receiptSigners)
        if let own = asynchronous[parcel.partner.oin] { job.receipt = .asynchronous(returnURL: own) }
        return await client.send(job)
    }
}
