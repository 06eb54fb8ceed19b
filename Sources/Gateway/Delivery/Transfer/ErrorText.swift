internal import CCurl

/// Sole owner of the bytes into which libcurl writes why an exchange failed. The text is for recognising a cause, never for
/// showing: it can name anything that the other side said.
final class ErrorText {
    let buffer: UnsafeMutablePointer<CChar>

    init() {
        buffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        buffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit { buffer.deallocate() }

    func clear() { buffer.pointee = 0 }

    var text: String { String(cString: buffer) }
}
