import Testing

@testable import Gateway

@Suite struct EndpointTests {
    @Test(arguments: [
        "https://node.example/as2", "https://node.example", "https://10.0.0.1:8443/", "https://[2001:db8::1]:443/x?y=1",
        "mailto:post@partij.example",
    ])
    func anAddressIsRead(text: String) throws {
        #expect(try #require(Endpoint(text)).description == text)
    }

    @Test(arguments: [
        "", "http://node.example", "HTTPS://node.example", "https://", "https:///as2", "https://user@node.example",
        "https://node.example:0", "https://node.example:65536", "https://node.example:x", "https://node.example#top",
        "https://node .example", "https://-node.example", "https://node..example", "https://[::1", "https://[x]/",
        "https://nodé.example", "mailto:", "mailto:a@b", "mailto:a@b.example?cc=c@d.example", "mailto:a@b@c.example",
        "mailto:.a@b.example", "ftp://node.example", "https://" + String(repeating: "a", count: 505),
    ])
    func anythingElseIsNone(text: String) {
        #expect(Endpoint(text) == nil)
    }

    @Test func aMailAddressHasOneText() {
        #expect(MailText.checked("A.Jansen@Partij.Example") == "a.jansen@partij.example")
        for text in [
            "a", "@b.example", "a@", "a b@c.example", "a@-b.example", "a@b_c.example", "a..b@c.example", "é@c.example",
        ] {
            #expect(MailText.checked(text) == nil)
        }
    }
}
