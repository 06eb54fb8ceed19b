/// Why a mail was put aside. The raw value is the stable reason code of `docs/wire.md`.
public enum MailReason: String, CaseIterable, Sendable {
    /// The mail is not MIME of the strict kind; the detail has the reader's reason.
    case mime = "mail-mime"
    /// From is missing, stands there twice, or holds other than one address.
    case from = "mail-from"
    /// To is missing, stands there twice, or holds no list of addresses.
    case to = "mail-to"
    /// Message-ID, In-Reply-To or Subject stands there twice, or is ill-formed.
    case field = "mail-field"
    /// The mail is neither encrypted nor a signed receipt.
    case unprotected = "mail-unprotected"
    /// From, To or Message-ID outside is not what was signed.
    case headerProtection = "mail-header-protection"
    /// From is not an address of the signer.
    case sender = "mail-sender"
}
