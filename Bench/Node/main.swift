internal import Envelope
internal import Foundation
internal import Gateway

// bench-node run  --node FOLDER --form FILE --as MAIL --peer PID --alone N --together N
// bench-node fill --node FOLDER --form FILE --partner OIN --pairs N
// bench-node key-process …: the process with the keys, which the node in this program starts as itself
if CommandLine.arguments.dropFirst().first == "key-process" {
    exit(WeerThuisTool.run(Array(CommandLine.arguments.dropFirst()), on: TerminalConsole()).rawValue)
}
do {
    let options = try Options(CommandLine.arguments)
    switch options.operation {
    case "run": try await Exchange(options).run()
    case "fill": try await Filling(options).run()
    default: throw BenchFailure("what is \(options.operation)?")
    }
} catch {
    FileHandle.standardError.write(Data("bench-node: \(error)\n".utf8))
    exit(3)
}
