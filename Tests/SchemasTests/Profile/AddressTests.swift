import Schemas
import Testing

/// The conditions that stand inside a group of fields: an address, a row of the jaarverslag.
@Suite struct AddressTests {
    @Test(arguments: ["straat", "huisnummer", "postcode", "woonplaats"])
    func anAddressIsCompleteOrThereIsNone(_ part: String) throws {
        let form = try ExampleForm("registratie")
        let pointer = JSONPointer(tokens: ["huidigAdres", part])
        #expect(try findings(form.tree.setting(pointer, to: nil), form) == ["WT5001 \(pointer)"])
        let none = try ExampleForm("registratie-nachtopvang-anders")
        let value = try #require(form.tree.value(at: pointer))
        #expect(try findings(none.tree.setting(pointer, to: value), none) == ["WT5002 \(pointer)"])
    }

    @Test(arguments: [4, 3, 1, 0, -5, 6, 12])
    func aCountThatIsNoMultipleOfFiveFromFiveOnIsRefused(_ count: Int) throws {
        let form = try ExampleForm("jaarverslag")
        let pointer = JSONPointer(tokens: ["gemeenten", "0", "uitval"])
        let tree = form.tree.setting(pointer, to: .number(JSONNumber(count)))
        #expect(try findings(tree, form) == ["WT3102 \(pointer)"])
    }

    @Test func aMeanOfFewerThanFiveIsRefused() throws {
        let form = try ExampleForm("jaarverslag")
        let pointer = JSONPointer(tokens: ["gemeenten", "2", "doorstroomtijdWeken"])
        #expect(try findings(form.tree.setting(pointer, to: 12), form) == ["WT5002 \(pointer)"])
    }

    @Test(arguments: ["gemeenten", "zorgaanbieders", "woningcorporaties"])
    func aTableHasNoTotals(_ table: String) throws {
        let form = try ExampleForm("jaarverslag")
        let row = JSONPointer(tokens: [table, "0", "totaal"])
        #expect(try findings(form.tree.setting(row, to: 40), form) == ["WT2201 \(row)"])
        #expect(try findings(form.tree.setting(JSONPointer(tokens: ["totaal"]), to: 40), form) == ["WT2201 /totaal"])
    }

    private func findings(_ tree: JSONTree, _ form: ExampleForm) throws -> [String] {
        try ExampleForm.findings(tree, form.message).map(\.brief)
    }
}
