import Testing

/// What `http_post.py` keeps of an answer: status, Content-Type and body.
struct AS2Answer {
    let status: Int
    let contentType: String
    let body: [UInt8]

    init(_ bytes: [UInt8]) throws {
        let lines = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        try #require(lines.count == 3)
        status = try #require(Int(String(decoding: lines[0], as: UTF8.self)))
        contentType = String(decoding: lines[1], as: UTF8.self)
        body = Array(lines[2])
    }
}
