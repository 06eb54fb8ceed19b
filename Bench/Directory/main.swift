internal import Envelope
internal import Foundation
internal import Gateway
internal import Schemas

/// Measures a directory of 500 parties and 1,000 contactpersonen; prints one JSON line for each figure.
func report(_ name: String, _ value: Double, _ unit: String) {
    print(#"{"name":"\#(name)","value":\#((value * 1_000).rounded() / 1_000),"unit":"\#(unit)"}"#)
}

/// The median of several runs, in seconds.
func median(_ runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var times: [Double] = []
    for _ in 0..<runs {
        let clock = ContinuousClock()
        let elapsed = try clock.measure(body).components
        times.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
    }
    return times.sorted()[runs / 2]
}

let now = UTCTime(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
let profile = try Profile.embedded()
let region = try LargeRegion(partyCount: 500, now: now)
report("file", Double(region.file.count) / 1e6, "MB")

func load() throws -> Directory {
    let signed = try SignedDirectory(verifying: region.file, pinned: [region.administrator])
    let admission = DirectoryAdmission(region: "Bench", own: LargeRegion.oin(2), profile: profile)
    let statement = FreshnessStatement(region: "Bench", edition: signed.directory.edition, time: now)
    let outcome = admission.decide(
        signed.directory, memory: DirectoryAdmission.Memory(), freshness: statement, requested: [], now: now)
    guard case .adopted(let directory) = outcome else { fatalError("the directory was not adopted") }
    return directory.revoking(directory.takenBack)
}
report("verify-and-load", try median(21) { _ = try load() } * 1e3, "ms")

let directory = try load()
let oins = directory.parties.map(\.oin)
let certificates = directory.parties.flatMap { $0.contactpersonen.flatMap(\.keys) }.map(\.certificate.encoded)
var found = 0
let byOIN = median(21) { for oin in oins where directory.party(oin) != nil { found += 1 } }
report("look-up-by-oin", byOIN / Double(oins.count) * 1e6, "us")
let bySigner = median(21) { for certificate in certificates where directory.signer(certificate) != nil { found += 1 } }
report("look-up-by-certificate", bySigner / Double(certificates.count) * 1e6, "us")

if let sender = LargeRegion.oin(2) {
    let table = RoutingTable(profile)
    let data = try JSONDocument(parsing: "{}").root
    let request = RoutingRequest(message: "registratie", data: data, sender: sender)
    report("first-route", median(1) { _ = table.route(request, in: directory, at: now) } * 1e6, "us")
    let route = median(21) { for _ in 0..<1_000 { _ = table.route(request, in: directory, at: now) } }
    report("route", route / 1_000 * 1e6, "us")
}
report("found", Double(found), "")
