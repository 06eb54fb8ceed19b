/// Why there is no connection with a mail server.
struct MailConnectionError: Error {
    let evidence: CurlEvidence
    /// What the server said before, where libcurl tells.
    let lines: [String]
}
