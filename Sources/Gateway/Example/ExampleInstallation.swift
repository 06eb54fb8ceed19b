internal import Envelope
internal import Foundation
internal import Schemas

/// Copies a party's node folder out of an example region, to work with.
struct ExampleInstallation {
    /// The folder of the region, such as `keys-example`.
    let region: String
    /// Signed; the region's own unless other ports are in it.
    let edition: [UInt8]
    /// Says that the edition is the newest, signed less than 24 hours ago.
    let statement: [UInt8]
    let console: any Console

    private static let limit = 1 << 20

    /// Makes a node folder whose files only its owner can read, with the directory in place.
    ///
    /// - Parameter configuration: instead of the party's own.
    func install(_ party: String, in folder: String, configuration: JSONTree? = nil) throws {
        let source = "\(region)/\(party)"
        for place in ["", "keys", "tls"] {
            try FileAccess.createFolder("\(folder)/\(place)")
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(source)/\(place)").sorted() {
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(atPath: "\(source)/\(place)/\(name)", isDirectory: &isFolder)
                guard !isFolder.boolValue else { continue }
                let bytes = try FileAccess.read("\(source)/\(place)/\(name)", limit: Self.limit, on: console)
                try FileAccess.create("\(folder)/\(place)/\(name)", bytes, replacing: false)
            }
        }
        if let configuration {
            try FileAccess.create(
                "\(folder)/node.json", Array(IndentedJSON.text(configuration).utf8), replacing: true)
        }
        try placeDirectory(in: NodeFolder(folder))
    }

    private func placeDirectory(in folder: NodeFolder) throws {
        let node = try NodeDirectory(try folder.configuration(on: console), on: console)
        let outcome = try node.desk.consider(
            edition: edition, freshness: statement, from: nil, isPlaced: false, at: SystemClock.now)
        guard outcome.isAdopted else {
            throw CommandError.refused(
                "the directory of the example region was not adopted: "
                    + outcome.events.map(\.sentence).joined(separator: "; "))
        }
    }
}
