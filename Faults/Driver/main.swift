import Foundation

// Hurts real nodes in every way and compares what was accepted with what took effect. See docs/faults.md.

signal(SIGPIPE, SIG_IGN)

let options: Options
do { options = try Options(Array(CommandLine.arguments.dropFirst())) } catch {
    print("faults: \(error.text)")
    exit(2)
}
let folder = options.folder ?? "\(NSTemporaryDirectory())weerthuis-faults-\(getpid())"
var running: Campaign?
do {
    let campaign = try Campaign(options, folder: folder)
    running = campaign
    let comparison = try campaign.run()
    let report = Report(
        options: options, tally: campaign.tally, comparison: comparison, privacy: campaign.privacy)
    report.print()
    if let path = options.report { try report.write(to: path) }
    guard comparison.isClean, campaign.privacy.found.isEmpty else {
        print("The stores and the logs are in \(folder)")
        exit(1)
    }
    if options.folder == nil { try FileManager.default.removeItem(atPath: folder) }
} catch {
    for node in running?.nodes.values.map({ $0 }) ?? [] { _ = try? node.kill() }
    print("faults: \(error)")
    print("The stores and the logs are in \(folder)")
    exit(3)
}
