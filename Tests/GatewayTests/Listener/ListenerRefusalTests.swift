import CMicroHTTPD
import Testing

@testable import Gateway

/// Shapes that a front end and a back end could read differently (RFC 9112, 6.3 and 11.2), and others that are malformed.
@Suite struct ListenerRefusalTests {
    struct Shape: CustomTestStringConvertible {
        let name: String
        let request: String
        let status: Int
        var testDescription: String { name }

        init(_ name: String, _ request: String, _ status: Int = 400) {
            (self.name, self.request, self.status) = (name, request, status)
        }
    }

    private static let next = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func post(_ fields: String, body: String = "0\r\n\r\n") -> String {
        "POST /as2 HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\(body)"
    }

    private static func get(_ fields: String, line: String = "GET /as2 HTTP/1.1\r\n") -> String {
        "\(line)\(fields)\r\n"
    }

    static let framing: [Shape] = [
        Shape("both lengths", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")),
        Shape("both lengths, other order", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")),
        Shape("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", body: "hello")),
        Shape("two equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", body: "hello")),
        Shape("a list of lengths", post("Content-Length: 5, 5\r\n", body: "hello")),
        Shape("a signed length", post("Content-Length: +5\r\n", body: "hello")),
        Shape("a negative length", post("Content-Length: -5\r\n", body: "hello")),
        Shape("a hexadecimal length", post("Content-Length: 0x5\r\n", body: "hello")),
        Shape("an empty length", post("Content-Length:\r\n", body: "hello")),
        Shape("a length beyond all", post("Content-Length: 99999999999999999999999\r\n"), 413),
        Shape("two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")),
        Shape("an unknown coding", post("Transfer-Encoding: gzip\r\n"), 501),
        Shape("a list of codings", post("Transfer-Encoding: gzip, chunked\r\n"), 501),
        Shape("chunked not last", post("Transfer-Encoding: chunked, identity\r\n"), 501),
        Shape("an obscured coding", post("Transfer-Encoding: xchunked\r\n"), 501),
        Shape("a quoted coding", post("Transfer-Encoding: \"chunked\"\r\n"), 501),
        Shape("a coding with a parameter", post("Transfer-Encoding: chunked;a=b\r\n"), 501),
        Shape("a coding after a vertical tab", post("Transfer-Encoding: \u{B}chunked\r\n")),
        Shape("chunked in HTTP/1.0", "POST /as2 HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Shape("space before the colon", post("Content-Length : 5\r\n", body: "hello")),
        Shape("tab before the colon", post("Transfer-Encoding\t: chunked\r\n")),
        Shape("space before the first name", get(" Host: a\r\n")),
        Shape("trailer fields", post("Transfer-Encoding: chunked\r\n", body: "0\r\nContent-Length: 5\r\n\r\n")),
    ]

    static let lines: [Shape] = [
        Shape("bare LF after a field", get("Host: a\nX: b\r\n")),
        Shape("bare LF after the request line", get("Host: a\r\n", line: "GET /as2 HTTP/1.1\n")),
        Shape("bare LF at the end", "GET /as2 HTTP/1.1\r\nHost: a\r\n\n"),
        Shape("bare LF that hides a length", post("X: a\nContent-Length: 5\r\n", body: "hello")),
        Shape("bare CR in a value", get("Host: a\r\nX: a\rb\r\n")),
        Shape("a folded value", get("Host: a\r\nX: a\r\n b\r\n")),
        Shape("a folded length", post("Content-Length:\r\n 5\r\n", body: "hello")),
        Shape("a folded coding", post("Transfer-Encoding:\r\n\tchunked\r\n")),
        Shape("NUL in a value", get("Host: a\r\nX: a\0b\r\n")),
        Shape("NUL in a name", get("Host: a\r\nX\0Y: a\r\n")),
        Shape("NUL as a line", get("Host: a\r\n\0\r\n")),
        Shape("NUL before a line", get("Host: a\r\n\0Content-Length: 5\r\n")),
        Shape("NUL as a line, and a body", post("Content-Length: 5\r\n\0\r\n", body: "hello")),
        Shape("a field without a colon", get("Host: a\r\nX\r\n")),
        Shape("a field without a name", get("Host: a\r\n: b\r\n")),
        Shape("a name that is no token", get("Host: a\r\nX(Y): a\r\n")),
        Shape("two spaces in the request line", get("Host: a\r\n", line: "GET  /as2 HTTP/1.1\r\n")),
        Shape("space after the version", get("Host: a\r\n", line: "GET /as2 HTTP/1.1 \r\n")),
        Shape("tab in the target", get("Host: a\r\n", line: "GET /as2\tb HTTP/1.1\r\n")),
        Shape("NUL in the target", get("Host: a\r\n", line: "GET /as2\0b HTTP/1.1\r\n")),
        Shape("no leading slash", get("Host: a\r\n", line: "GET as2 HTTP/1.1\r\n")),
        Shape("a whole URL as target", get("Host: a\r\n", line: "GET http://b/as2 HTTP/1.1\r\n")),
        Shape("no Host", get("X: a\r\n")),
        Shape("two Hosts", get("Host: a\r\nHost: b\r\n")),
        Shape("two Hosts in one", get("Host: a, b\r\n")),
        Shape("a method that is no token", get("Host: a\r\n", line: "GE(T /as2 HTTP/1.1\r\n"), 501),
        Shape("HTTP/1.7", get("Host: a\r\n", line: "GET /as2 HTTP/1.7\r\n"), 505),
        Shape("HTTP/2.0", get("Host: a\r\n", line: "GET /as2 HTTP/2.0\r\n"), 505),
        Shape("an unknown expectation", post("Content-Length: 5\r\nExpect: gifts\r\n", body: "hello"), 417),
    ]

    @Test(arguments: framing + lines)
    func `a malformed request is refused, and nothing after it is read`(shape: Shape) async throws {
        let listener = try ListenerFixture.echo()
        let client = try RawClient(port: listener.port)
        let talk = Conversation(client)
        client.send(shape.request + Self.next)
        let status = await talk.next()?.status
        // From version 1.0 on, the library itself refuses some shapes, with 400 or by closing.
        #expect(status == shape.status || weerthuis_library_is_strict() == 1 && [nil, 400].contains(status))
        #expect(await !talk.rest().contains("smuggled"))
        await listener.stop()
    }

    @Test func `answers do not name the program or its libraries`() async throws {
        let listener = try ListenerFixture.echo(routes: ["/as2": ["POST"]])
        for request in [
            Self.next, "GET /as2 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /as2 HTTP/9.9\r\n\r\n", Self.post("X\r\n"),
        ] {
            let client = try RawClient(port: listener.port)
            let talk = Conversation(client)
            client.send(request)
            let answer = try #require(await talk.next())
            let text = (answer.head + answer.body).lowercased()
            for word in ["server:", "microhttpd", "gnutls", "weerthuis", "swift"] { #expect(!text.contains(word)) }
        }
        await listener.stop()
    }
}
