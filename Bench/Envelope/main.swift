internal import Foundation

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
    FileHandle.standardError.write(Data((Options.usage + "\n").utf8))
    exit(64)
}
do {
    print(try Bench(options).run())
} catch {
    FileHandle.standardError.write(Data("bench-envelope: \(error)\n".utf8))
    exit(1)
}
