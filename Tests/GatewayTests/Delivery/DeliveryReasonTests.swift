import Testing

@testable import Gateway

@Suite("Delivery: reasons as a coordinator reads them")
struct DeliveryReasonTests {
    @Test(arguments: [
        ("het ontvangstbewijs is niet ondertekend", "Het ontvangstbewijs is niet ondertekend"),
        ("localhost:18404 neemt geen verbinding aan", "localhost:18404 neemt geen verbinding aan"),
        ("gateway.deterp.example nam het bericht aan", "gateway.deterp.example nam het bericht aan"),
        ("", ""),
    ])
    func `a sentence begins with a capital, unless it begins with a host`(reason: String, text: String) {
        #expect(DeliveryRecord.bounded(reason) == text)
    }
}
