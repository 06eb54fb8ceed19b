import Foundation
import Testing

@testable import Gateway

@Suite struct ListenerTests {
    @Test func `a request reaches the handler as it was sent, and the connection stays`() async throws {
        let listener = try ListenerFixture.echo()
        let client = try RawClient(port: listener.port)
        let talk = Conversation(client)
        client.send("POST /as2?x=%41 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
        let first = try #require(await talk.next())
        #expect(first.status == 200)
        #expect(first.body == "POST /as2 x=%41 hello 127.0.0.1\n")
        client.send("GET /as2 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await talk.next()?.body == "GET /as2 -  127.0.0.1\n")
        await listener.stop()
    }

    @Test func `a chunked body is put together, and is the last on its connection`() async throws {
        let listener = try ListenerFixture.echo()
        let client = try RawClient(port: listener.port)
        let talk = Conversation(client)
        client.send(
            "POST /as2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
                + "GET /as2 HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = try #require(await talk.next())
        #expect(answer.body == "POST /as2 - hello 127.0.0.1\n")
        #expect(answer.has("Connection: close"))
        #expect(await talk.isAtEnd())
        await listener.stop()
    }
}
