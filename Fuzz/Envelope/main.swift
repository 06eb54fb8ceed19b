internal import CFuzzer
internal import Foundation

let environment = ProcessInfo.processInfo.environment
guard let target = environment["FUZZ_TARGET"].flatMap(Target.init(rawValue:)), let path = environment["FUZZ_VECTORS"]
else {
    print("set FUZZ_VECTORS to Tests/Vectors/envelopes, FUZZ_TARGET to one of:", Target.allCases.map(\.rawValue))
    exit(2)
}
let vectors = URL(filePath: path)
let world = try World(vectors: vectors)

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--write-seeds" {
    try Seeds(vectors: vectors, world: world).write(target, to: URL(filePath: CommandLine.arguments[2]))
    exit(0)
}

FuzzRun.once = { target.run($0, world) }
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
    LLVMFuzzerRunDriver(&count, &arguments) { start, count in
        // Only a trap counts as a finding: every input is either read or refused.
        FuzzRun.once(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
    })
