/// A receipt as it answers a message: multipart/signed, ready for any transport.
public struct SignedReceipt: Hashable, Sendable {
    /// The Content-Type for the header of the answer, on one line.
    public let contentType: String
    /// The body of the answer.
    public let body: [UInt8]

    public init(contentType: String, body: [UInt8]) {
        self.contentType = contentType
        self.body = body
    }
}
