/// The meta-schemas that every registry begins with.
enum Metaschemas {
    static let catalogue: Catalogue = {
        var catalogue = Catalogue()
        for text in MetaschemaTexts.all {
            // These texts are part of the program; a test compiles each of them.
            guard let document = try? JSONDocument(parsing: text), let id = document.root["$id"]?.string else {
                continue
            }
            _ = try? catalogue.add(document, at: URIReference(id))
        }
        return catalogue
    }()
}
