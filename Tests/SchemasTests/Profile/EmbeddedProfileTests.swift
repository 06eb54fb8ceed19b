import Foundation
import Testing

@testable import Schemas

/// The program carries the data files with it, exactly as they stand in the folders.
@Suite struct EmbeddedProfileTests {
    @Test func theEmbeddedProfileIsTheFolder() throws { try compare(EmbeddedProfile.files, ProfileFiles.fryslan) }

    @Test func theEmbeddedVocabularyIsTheFolder() throws {
        try compare(EmbeddedVocabulary.files, ProfileFiles.vocabulary)
    }

    private func compare(_ embedded: [String: String], _ folder: URL) throws {
        let files = try ProfileFiles.read(folder).filter { $0.key.hasSuffix(".json") }
        #expect(Set(embedded.keys) == Set(files.keys), "run script/embed-profile")
        for (name, bytes) in files {
            let isSame = embedded[name].map { Array($0.utf8) == bytes } ?? false
            #expect(isSame, "\(name): run script/embed-profile")
        }
    }
}
