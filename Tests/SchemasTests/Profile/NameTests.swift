import Schemas
import Testing

/// Names as people write them, and as keyboards and word processors store them.
@Suite struct NameTests {
    @Test(arguments: [
        "J.W.", "Ś.", "S\u{301}.", "E\u{308}. A\u{30A}.", "IJ", "J.-P.", "d'A.", "d\u{2019}A.", "Ю.", "Jan Willem",
    ])
    func initialsAreAccepted(_ text: String) throws {
        #expect(try codes(of: text, in: "voorletters").isEmpty)
    }

    @Test(arguments: [".J", "\u{301}S", "J1", "J\n", "J;", " J", "-"])
    func whatIsNoInitialIsRefused(_ text: String) throws {
        #expect(try codes(of: text, in: "voorletters") == ["WT3099"])
    }

    @Test(arguments: [
        "van 't Hof", "de Vries-Jansen", "Hoekstra\u{2013}Postma", "Noe\u{308}l", "\u{49E}\u{443}", "O\u{2019}Brien",
        "Ng", "X 2e",
    ])
    func surnamesAreAccepted(_ text: String) throws {
        #expect(try codes(of: text, in: "achternaam").isEmpty)
    }

    private func codes(of text: String, in field: String) throws -> [String] {
        let form = try ExampleForm("registratie")
        let tree = form.tree.setting(JSONPointer(tokens: [field]), to: .string(text))
        return try ExampleForm.findings(tree, form.message).map(\.code.rawValue)
    }
}
