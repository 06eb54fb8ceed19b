internal import Envelope
internal import Foundation

/// `attacks-forge PASSPHRASE-FILE`: makes what the jobs on standard input ask for. See docs/attacks.md.
do {
    guard CommandLine.arguments.count == 2 else { throw ForgeError("attacks-forge PASSPHRASE-FILE < JOBS") }
    let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
    let forge = Forge(
        passphrase: Array(text.utf8.prefix { $0 != 0x0A }),
        now: UTCTime(secondsSinceEpoch: Int64(Date().timeIntervalSince1970)))
    while let line = readLine() { try forge.run(try JSONDecoder().decode(Job.self, from: Data(line.utf8))) }
} catch {
    FileHandle.standardError.write(Data("attacks-forge: \(error)\n".utf8))
    exit(1)
}
