/// What a 7bit or 8bit body may consist of: lines that end in CRLF, no NUL (RFC 2045 sections 2.7 and 2.8).
enum MIMEText {
    static func check(
        _ bytes: Span<UInt8>, _ body: Range<Int>, _ encoding: MIMETransferEncoding, _ limits: MIMELimits
    ) throws(MIMEError) {
        guard encoding == .sevenBit || encoding == .eightBit else { return }
        let highest: UInt8 = encoding == .sevenBit ? 0x7F : 0xFF
        var lineStart = body.lowerBound
        var index = body.lowerBound
        while index < body.upperBound {
            let byte = bytes[index]
            if byte == ASCII.carriageReturn {
                guard index + 1 < body.upperBound, bytes[index + 1] == ASCII.lineFeed else {
                    throw MIMEError(.lineEnd, at: index)
                }
                index += 2
                lineStart = index
                continue
            }
            guard byte != ASCII.lineFeed else { throw MIMEError(.lineEnd, at: index) }
            guard byte != 0, byte <= highest else { throw MIMEError(.bodyCharacter, at: index) }
            index += 1
            guard index - lineStart <= limits.bodyLine else { throw MIMEError(.bodyLine, at: index) }
        }
    }
}
