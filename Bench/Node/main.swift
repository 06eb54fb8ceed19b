internal import Envelope
internal import Foundation
internal import Gateway

// bench-node run  --node FOLDER --form FILE --as MAIL --peer PID --alone N --together N
// bench-node fill --node FOLDER --form FILE --partner OIN --pairs N
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
