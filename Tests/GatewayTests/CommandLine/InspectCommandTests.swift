import Schemas
import Testing

@testable import Gateway

@Suite struct InspectCommandTests {
    @Test func recipientsAreNamedByTheCertificatesThatAreGiven() throws {
        let folder = try WorkFolder()
        let reader = Repository.certificate("transferpunt/hoekstra.encryption")
        let sealing = MemoryConsole()
        let status = WeerThuisTool.run(
            ["seal", Repository.form("vervolgwonen"), "--type", "vervolgwonen", "--to", reader, "--passphrase-file"]
                + [folder["passphrase"], "--key", Repository.key("zorgaanbieder/postma.signing")]
                + ["--cert", Repository.certificate("zorgaanbieder/postma.signing")], on: sealing)
        #expect(status == .success)

        let console = MemoryConsole(input: sealing.output)
        #expect(WeerThuisTool.run(["inspect", "--json", "--known", reader], on: console) == .success)
        let report = try JSONDocument(parsing: console.output).root
        #expect(report["kind"]?.string == "AuthEnvelopedData")
        #expect(report["suite"]?.string == "gcm")
        #expect(report["tagBytes"]?.number?.int == 16)
        #expect(report["recipients"]?.elements.count == 1)
        #expect(report["recipients"]?[0]?["name"]?.string == "A. Hoekstra, Transferpunt Voorbeeldregio")
    }

    @Test func whatIsNoEnvelopeIsRefused() {
        let console = MemoryConsole(input: Array("no envelope".utf8))
        #expect(WeerThuisTool.run(["inspect"], on: console) == .refused)
        #expect(console.noted.contains("standard input"))
        #expect(console.printed.isEmpty)
    }
}
