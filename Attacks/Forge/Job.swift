/// One envelope or receipt to be made: a line of JSON on standard input.
struct Job: Decodable {
    enum Kind: String, Decodable {
        case message
        case receipt
    }

    /// What is wrong with the signature; nothing when it is absent.
    enum Flaw: String, Decodable {
        /// Its last bit.
        case signature
        /// It is by a key of the same kind that nobody knows, under the signer's certificate's name.
        case stranger
    }

    let kind: Kind
    /// Private key and certificate of who signs.
    let key: String
    let certificate: String
    /// Where the result goes. Beside a receipt comes its Content-Type, in a file `.type`.
    let out: String
    let flaw: Flaw?
    /// A CloudEvents document on one line.
    let document: String?
    /// Certificates of those who can open it.
    let recipients: [String]?
    /// Of a receipt.
    let from: String?
    let messageID: String?
    let disposition: String?
}
