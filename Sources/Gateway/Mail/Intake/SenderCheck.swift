internal import Envelope

/// Makes sure that a mail, its signature and the directory name the same sender: the From of the mail, the address in the
/// certificate, and the entry whose key signed (the attacks of "Johnny, you are fired", Müller and others, 2019).
struct SenderCheck {
    let mail: ReceivedMail
    let signature: VerifiedSignature
    let owner: MailOwner
    let directory: Directory

    /// - Throws: ``MailError``: `sender`.
    func check() throws(MailError) {
        let signer = signature.signer
        guard let key = directory.signer(signer.certificate.encoded), key.party.oin == owner.party.oin,
            key.contactpersoon?.mail == owner.contactpersoon?.mail
        else { throw MailError(.sender, "the signer is not the one in From") }
        let addresses = signer.certificate.emails.map { $0.lowercased() }
        guard addresses.isEmpty || addresses.contains(mail.from) else {
            throw MailError(.sender, "the certificate has another address")
        }
    }

    /// Looks at what the signature says about the header of the mail too.
    ///
    /// - Throws: ``MailError``: `sender` or `headerProtection`.
    func check(_ signed: SignedContent) throws(MailError) {
        try check()
        try HeaderProtection.check(mail, against: signed, isRequired: owner.party.suite == .gcm)
    }
}
