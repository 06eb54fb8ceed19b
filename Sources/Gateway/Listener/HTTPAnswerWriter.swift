internal import CMicroHTTPD

/// Hands an answer to the library.
enum HTTPAnswerWriter {
    /// - Parameter closes: the connection ends after this answer.
    /// - Returns: false when it can't be sent.
    static func queue(_ response: HTTPResponse, on connection: OpaquePointer, closes: Bool) -> Bool {
        guard let answer = make(response.body) else { return false }
        defer { MHD_destroy_response(answer) }
        for field in response.headers.fields {
            let isAdded = field.name.withCString { name in
                field.value.withCString { MHD_add_response_header(answer, name, $0) }
            }
            guard isAdded == .YES else {
                return queue(HTTPResponse(status: 500, text: "Failed."), on: connection, closes: true)
            }
        }
        if closes { MHD_add_response_header(answer, "Connection", "close") }
        return MHD_queue_response(connection, UInt32(clamping: response.status), answer) == .YES
    }

    private static func make(_ body: [UInt8]) -> OpaquePointer? {
        body.withUnsafeBytes { bytes in
            MHD_create_response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
        }
    }
}
