/// Why an envelope was not opened: one stable code each, for the log. To the outside they are all the same, until the
/// sender is known (``OpenError/isSenderVerified``).
public enum OpenReason: String, CaseIterable, Hashable, Sendable {
    // What anybody can see, before a key is touched.

    /// More bytes than ``Opener/maximumByteCount``.
    case size
    /// Not strict DER, or not the structure that is due.
    case der
    /// Neither AuthEnvelopedData nor EnvelopedData; compressed data, for instance.
    case contentType = "content-type"
    /// Another suite than the partner's entry says.
    case suite
    /// Content encrypted in another way than AES-256-GCM in AuthEnvelopedData, AES-256-CBC in EnvelopedData.
    case contentCipher = "content-cipher"
    /// A nonce of other than 12 bytes, an initialisation vector of other than 16.
    case nonceLength = "nonce-length"
    /// An authentication tag of other than 16 bytes, by its length or by what the message says.
    case tagLength = "tag-length"
    /// No recipient, or more than 2 (by mail from a partner with suite `cbc`: 4).
    case recipientCount = "recipient-count"
    /// None of the recipients is one of our keys.
    case recipientUnknown = "recipient-unknown"
    /// Our key is marked for the other suite.
    case keySuite = "key-suite"
    /// The content key is wrapped in a way that the partner's entry does not allow.
    case keyScheme = "key-scheme"

    // What depends on a secret. These can't be told apart from outside, in bytes or in time.

    /// The content key did not unwrap.
    case unwrap
    /// The authentication tag is wrong.
    case tag
    /// The padding is wrong.
    case padding
    /// The plaintext is not strict MIME; the detail has the reader's reason.
    case mime
    /// The plaintext is another envelope, or holds one.
    case nested
    /// The plaintext is not a signed message.
    case unsigned
    /// The signed part is not a message.
    case signedMediaType = "signed-media-type"
    /// The signature is not a strict SignedData.
    case signedData = "signed-data"
    /// No signer, or more than one.
    case signerCount = "signer-count"
    /// A digest that is not SHA-256, 384 or 512.
    case digest
    /// A signature algorithm that is not ECDSA or RSA PKCS #1 v1.5 with the signer's digest and kind of key.
    case signatureAlgorithm = "signature-algorithm"
    /// A signed attribute is missing, twice there, or ill-formed.
    case signedAttributes = "signed-attributes"
    /// The signature is over another type of content than data.
    case signedContentType = "signed-content-type"
    /// The signer's certificate is not in the directory.
    case signerUnknown = "signer-unknown"
    /// The signer's key is not active, and not within its overlap.
    case signerStatus = "signer-status"
    /// The certificate is not for signing, or for both uses without permission.
    case signerUse = "signer-use"
    /// The certificate was not valid at the signing time.
    case signerValidity = "signer-validity"
    /// The attribute signing-certificate-v2 names another certificate.
    case signingCertificate = "signing-certificate"
    /// The content is not what was signed.
    case messageDigest = "message-digest"
    /// The signature is wrong.
    case signature

    // What a known sender did wrong.

    /// The signed part is not a message of the profile; the detail has the reader's reason.
    case message
    /// The signer belongs to another party than the message's source.
    case source
    /// The transport names another sender than the message.
    case outerSender = "outer-sender"
    /// The transport names another recipient than the message.
    case outerRecipient = "outer-recipient"
    /// The message is meant for another party.
    case recipient
    /// Older than 14 days, or more than 10 minutes ahead.
    case time

    // What is nobody's fault: the sender must try again later.

    /// The key can't be reached, or OpenSSL can't work. The caller answers 503.
    case unavailable
}
