import Schemas
import Testing

/// What can be worked out from a row of the jaarverslag about a count that is hidden in it.
@Suite struct SuppressionTests {
    /// What a published number may stand for: rounded down or up to the next five, but never below five.
    private func range(of published: Int) -> ClosedRange<Int> { max(5, published - 4)...(published + 4) }

    @Test func aHiddenPartOfAWholeAlwaysHasAtLeastTwoPossibleValues() {
        for first in stride(from: 5, through: 60, by: 5) {
            for second in stride(from: 5, through: 60, by: 5) {
                let parts = range(of: first).lowerBound + range(of: second).lowerBound
                let most = range(of: first).upperBound + range(of: second).upperBound
                for whole in stride(from: 5, through: 140, by: 5) {
                    let total = range(of: whole)
                    let possible = (0...4).filter { parts + $0 <= total.upperBound && most + $0 >= total.lowerBound }
                    // No value at all: no such row can be published.
                    #expect(possible.count != 1, "\(first) \(second) \(whole)")
                }
            }
        }
    }

    @Test func theWholeOfARowHasThreePartsAndNoMore() throws {
        let form = try ExampleForm.form(of: "jaarverslag")
        let row = try #require(form.field(at: JSONPointer(tokens: ["gemeenten", "0", "uitstroom"])))
        #expect(row.label == "Uitstroom")
        for part in ["uitstroomParticulier", "uitstroomSociaal", "bemiddeld"] {
            #expect(form.field(at: JSONPointer(tokens: ["gemeenten", "0", part])) != nil)
        }
    }
}
