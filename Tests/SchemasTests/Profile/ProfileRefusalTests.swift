import Foundation
import Schemas
import Testing

/// A profile that contradicts itself is refused whole, with file and place.
@Suite struct ProfileRefusalTests {
    struct Change: Sendable, CustomTestStringConvertible {
        let file: String
        let old: String
        let new: String
        /// How a problem starts, and what it says somewhere.
        let place: String
        let says: String
        var testDescription: String { "\(file): \(new)" }

        init(_ file: String, _ old: String, _ new: String, _ place: String, _ says: String) {
            (self.file, self.old, self.new, self.place, self.says) = (file, old, new, place, says)
        }
    }

    static let profile = "profile.json"

    static let changes = [
        // Contradictions between the parts.
        Change(
            profile, #""roles": ["wijkbureau"]"#, #""roles": ["wijkbureua"]"#, "profile.json /routes/0/to/0/roles",
            "'wijkbureua' bestaat niet; bedoelde u 'wijkbureau'?"),
        Change(
            profile, #""from": ["logeerhuis"]"#, #""from": ["loket"]"#, "profile.json /routes/0/from",
            "'loket' bestaat niet"),
        Change(
            profile, #""messages": ["overdracht"]"#, #""messages": ["overdragt"]"#, "profile.json /routes/1/messages/0",
            "bedoelde u 'overdracht'?"),
        Change(
            profile, #""messages": ["overdracht"]"#, #""messages": ["kennismaking"]"#, "profile.json /messages/1",
            "niemand verstuurt 'overdracht'"),
        Change(
            profile, #""field": "/wijk""#, #""field": "/buurt""#, "profile.json /routes/0/to/1/field",
            "geen veld /buurt"),
        Change(
            profile, #""field": "/haast""#, #""field": "/spoed""#, "profile.json /routes/1/to/0/when/field",
            "geen veld /spoed"),
        Change(
            profile, #""in": ["ja"]"#, #""in": ["jaa"]"#, "profile.json /routes/1/to/0/when/in", "'jaa' is geen keuze"),
        Change(
            profile, #""parties": "one""#, #""parties": "many""#, "profile.json /routes/0/to/0/chosen",
            "'fixed' kan niet"),
        Change(
            profile, #"["/roepnaam"]"#, #"["/wijk"]"#, "profile.json /routes/0/to/0/onlyInThisCopy", "altijd verplicht"),
        Change(
            profile, #"["/roepnaam"]"#, #"["/bijnaam"]"#, "profile.json /routes/0/to/0/onlyInThisCopy",
            "geen veld /bijnaam"),
        Change(
            profile, #""stops": { "message": "overdracht" }"#, #""stops": { "message": "vertrek" }"#,
            "profile.json /terms/0/stops/message", "'vertrek' bestaat niet"),
        Change(
            profile, #""field": "/vertrek""#, #""field": "/logeernummer""#, "profile.json /terms/0/starts/field",
            "is geen datum"),
        Change(
            profile, #""waitsFor": "logeerhuis""#, #""waitsFor": "gasthuis""#, "profile.json /terms/0/waitsFor",
            "'gasthuis' bestaat niet"),
        Change(
            profile, #""whenAddressed": ["buurtteam"]"#, #""whenAddressed": ["buren"]"#,
            "profile.json /dossier/speakers/whenAddressed", "'buren' bestaat niet"),
        Change(
            profile, #""dossier": "opens""#, #""dossier": "within""#, "profile.json /messages/0/dossier",
            "opent een dossier"),
        Change(
            profile, #""answered": false"#, #""answered": true"#, "profile.json /messages/2/answered",
            "wordt niet beantwoord"),
        Change(
            profile, #", "serves": "verdict""#, "", "profile.json /messages", "geen berichtsoort met de taak 'verdict'"),
        Change(
            profile, #""least": 2, "advised": 2"#, #""least": 2, "advised": 1"#, "profile.json /roles/1/contacts",
            "moeten oplopen"),
        Change(
            profile, #""role": "buurtteam""#, #""role": "logeerhuis""#, "profile.json /roles",
            "'logeerhuis' staat er twee keer"),
        Change(
            profile, #""version": 2, "schema""#, #""version": 9, "schema""#, "kennismaking.json", "'/kennismaking/9'"),
        // The shape of profile.json.
        Change(profile, #""most": 1 }"#, #""most": 3 }"#, "profile.json /roles/0/contacts/most", "hoogstens 2"),
        Change(profile, #""typePrefix""#, #""typeprefix""#, "profile.json /typePrefix", "ontbreekt"),
        Change(
            profile, #""ground": "Werkafspraak 3""#, #""ground": "x", "color": "red""#, "profile.json /routes/2",
            "color"),
        Change(profile, #""before": "P1W""#, #""before": "een week""#, "profile.json /terms/0/before", "vorm"),
        Change(profile, #""before": "P1W""#, #""before": "P1W", "within": "P1W""#, "profile.json /terms/0", "niet mag"),
        Change(profile, #""name": "kleinstad-2026","#, #""name": "kleinstad-2026",,"#, "profile.json", "Regel 3"),
        // Files.
        Change(profile, #""file": "wijken.json""#, #""file": "straten.json""#, "straten.json", "ontbreekt"),
        Change(
            profile, #""schema": "antwoord.json""#, #""schema": "overdracht.json""#, "antwoord.json", "niet genoemd"),
        Change(profile, #""list": "wijken""#, #""list": "straten""#, "wijken.json /name", "moet 'straten' zijn"),
        Change("wijken.json", #""year": 2026"#, #""year": "2026""#, "wijken.json /year", "een geheel getal"),
        // Forms.
        Change(
            "overdracht.json", #""sensitivity": "bijzonder", "#, "", "overdracht.json",
            "veld /waarom: het veld zegt niet hoe gevoelig"),
        Change("overdracht.json", #""label": "Waarom", "#, "", "overdracht.json", "geen naam voor mensen"),
        Change("overdracht.json", #""order": 2, "#, "", "overdracht.json", "geen plaats in het formulier"),
        Change(
            "overdracht.json", #""sensitivity": "bijzonder""#, #""sensitivity": "geheim""#,
            "overdracht.json /properties/waarom/sensitivity", "kies uit: gewoon"),
        Change(
            "overdracht.json", #""minLength": 1"#, #""minLenght": 1"#, "overdracht.json /properties/waarom",
            "'minLenght' bestaat niet; bedoelde u 'minLength'?"),
        Change("overdracht.json", #""ja": "Ja", "#, "", "overdracht.json /properties/haast", "enumLabels"),
        Change(
            "overdracht.json", #""minLength": 1"#, #""format": "datum""#, "overdracht.json /properties/waarom",
            "'datum' bestaat niet"),
        Change(
            "overdracht.json", #""minLength": 1"#, #""codeList": "wijkn""#, "overdracht.json /properties/waarom",
            "bedoelde u 'wijken'?"),
        Change(
            "overdracht.json", #""minLength": 1"#, #""$ref": "elders/1""#, "overdracht.json /properties/waarom",
            "leidt nergens heen"),
        Change(
            "overdracht.json", #""minLength": 1"#, #""pattern": "(""#, "overdracht.json /properties/waarom",
            "reguliere expressie"),
        Change("overdracht.json", "dialect/formulier/1", "dialect/formulier/2", "overdracht.json /$schema", "moet"),
        Change(
            "kennismaking.json", #""codeList": "wijken""#, #""minLength": 2"#, "wijken.json",
            "geen enkel formulier gebruikt"),
        Change(
            "kennismaking.json", #""notAfterToday": true"#, #""notAfterToday": false"#,
            "kennismaking.json /properties/aankomst/notAfterToday", "kies uit: true"),
        Change(
            "kennismaking.json", #""atMost": "P6W""#, #""atMost": "6 weken""#, "kennismaking.json /dateSpan/0/atMost",
            "vorm"),
        Change(
            "kennismaking.json", #""later": "/vertrek""#, #""later": "vertrek""#,
            "kennismaking.json /dateOrder/0/later", "vorm"),
        // Rules of a form that would never do anything, or never be satisfied.
        Change(
            "overdracht.json", #""required": ["waarom"]"#, #""required": ["warom"]"#, "overdracht.json",
            "required noemt het veld 'warom', maar dat bestaat niet; bedoelde u 'waarom'?"),
        Change(
            "overdracht.json", #""properties": { "haast": { "const""#, #""properties": { "haastig": { "const""#,
            "overdracht.json", "properties noemt het veld 'haastig'"),
        Change(
            "overdracht.json", #""const": "ja""#, #""const": "jaa""#, "overdracht.json",
            "'jaa' is geen keuze van 'haast'; bedoelde u 'ja'?"),
        Change(
            "overdracht.json", #"{ "const": "ja" }"#, #"{ "not": { "enum": ["ja", "nee", "soms"] } }"#,
            "overdracht.json", "'soms' is geen keuze van 'haast'"),
        Change(
            "kennismaking.json", #""later": "/vertrek""#, #""later": "/vertrk""#, "kennismaking.json",
            "dateOrder /vertrk noemt het veld 'vertrk', maar dat bestaat niet; bedoelde u 'vertrek'?"),
        Change(
            "kennismaking.json", #""from": "/aankomst""#, #""from": "/wijk""#, "kennismaking.json",
            "dateSpan noemt /wijk, maar dat veld is geen datum"),
        Change(
            "overdracht.json", #""unevaluatedProperties": false"#, #""maxProperties": 9"#, "overdracht.json",
            "niet gesloten"),
        Change(
            "kennismaking.json", "\"unevaluatedProperties\": false\n      }", "\"maxProperties\": 1\n      }",
            "kennismaking.json", "veld /huisdieren/-: de groep is niet gesloten"),
        Change(
            "overdracht.json", #""title""#, #""$defs": { "los": { "typ": "string" } }, "title""#,
            "overdracht.json /$defs/los", "'typ' bestaat niet; bedoelde u 'type'?"),
        Change(
            "overdracht.json", #""minLength": 1"#, #""format": "bsn""#, "overdracht.json",
            "veld /waarom: een burgerservicenummer"),
    ]

    @Test(arguments: changes)
    func aContradictionIsRefusedWithItsPlace(_ change: Change) throws {
        var files = try ProfileFiles.read(ProfileFiles.kleinstad)
        let text = String(decoding: try #require(files[change.file]), as: UTF8.self)
        try #require(text.contains(change.old))
        files[change.file] = Array(text.replacingOccurrences(of: change.old, with: change.new).utf8)
        let error = try #require(throws: ProfileError.self) { try Profile.load(files: files) }
        let told = error.problems.contains {
            $0.description.hasPrefix(change.place) && $0.sentence.contains(change.says)
        }
        #expect(told, "\(error)")
    }

    @Test func everythingWrongIsToldAtOnce() throws {
        var files = try ProfileFiles.read(ProfileFiles.kleinstad)
        let text = String(decoding: try #require(files["profile.json"]), as: UTF8.self)
            .replacingOccurrences(of: #""from": ["logeerhuis"]"#, with: #""from": ["loket"]"#)
            .replacingOccurrences(of: #""field": "/wijk""#, with: #""field": "/buurt""#)
        files["profile.json"] = Array(text.utf8)
        let error = try #require(throws: ProfileError.self) { try Profile.load(files: files) }
        #expect(error.problems.count == 2)
        #expect(error.more == 0)
    }

    @Test(arguments: [
        (#""$defs": {"#, #""$defs": { "los": { "typ": "string" },"#, "gedeeld.json /$defs/los: "),
        (#""format": "email""#, #""format": "emial""#, "gedeeld.json /$defs/mailadres: "),
    ])
    func aMistakeInASharedFileIsToldOnce(_ old: String, _ new: String, _ place: String) throws {
        var files = try ProfileFiles.read(ProfileFiles.fryslan)
        let text = String(decoding: try #require(files["gedeeld.json"]), as: UTF8.self)
        files["gedeeld.json"] = Array(text.replacingOccurrences(of: old, with: new).utf8)
        let error = try #require(throws: ProfileError.self) { try Profile.load(files: files) }
        #expect(error.problems.count == 1)
        #expect(error.description.hasPrefix(place))
    }

    @Test func aFileThatNobodyNamesIsRefused() throws {
        var files = try ProfileFiles.read(ProfileFiles.kleinstad)
        files["oud.json"] = Array("{}".utf8)
        let error = try #require(throws: ProfileError.self) { try Profile.load(files: files) }
        #expect(error.problems.map(\.file) == ["oud.json"])
    }

    @Test func aSharedFileThatNobodyRefersToIsRefused() throws {
        var files = try ProfileFiles.read(ProfileFiles.fryslan)
        let manifest = String(decoding: try #require(files["profile.json"]), as: UTF8.self)
        let changed = manifest.replacingOccurrences(of: #"["gedeeld.json"]"#, with: #"["gedeeld.json", "extra.json"]"#)
        files["profile.json"] = Array(changed.utf8)
        let extra = #"{"$schema": "https://weerthuis.nl/dialect/formulier/1", "$id": "https://x.example/extra/1"}"#
        files["extra.json"] = Array(extra.utf8)
        let error = try #require(throws: ProfileError.self) { try Profile.load(files: files) }
        #expect(error.problems.map(\.file) == ["extra.json"])
    }

    @Test func otherFilesInTheFolderDoNotCount() throws {
        var files = try ProfileFiles.read(ProfileFiles.kleinstad)
        files["LEESMIJ.md"] = Array("# Uitleg".utf8)
        #expect(try Profile.load(files: files).name == "kleinstad-2026")
    }

    @Test func nothingIsNoProfile() throws {
        let error = try #require(throws: ProfileError.self) { try Profile.load(files: [:]) }
        #expect(error.description == "profile.json: ontbreekt")
    }
}
