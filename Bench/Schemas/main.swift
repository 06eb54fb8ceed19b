// Measures how many documents per second of CPU time go from bytes to verdict on one thread, and how much memory that
// asks for. Prints one line of JSON. Usage: bench-schemas --schema FILE --document FILE [--seconds S]
import AllocationCount
import Foundation
import Schemas

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
}

func option(_ name: String) -> String? {
    guard let index = CommandLine.arguments.firstIndex(of: name), index + 1 < CommandLine.arguments.count else {
        return nil
    }
    return CommandLine.arguments[index + 1]
}

func bytes(of name: String) throws -> [UInt8] {
    guard let path = option(name) else { fail("\(name) FILE is missing") }
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
}

func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

func isValid(_ text: [UInt8], _ schema: Schema) throws -> Bool {
    try schema.accepts(JSONDocument(parsing: text))
}

func measure() throws {
    let limits = JSONLimits(maxBytes: 64 << 20)
    let source = try JSONDocument(parsing: bytes(of: "--schema"), limits: limits)
    let schema = try SchemaRegistry().compile(source, SchemaOptions(assertsFormat: true))
    let document = try bytes(of: "--document")
    guard try isValid(document, schema) else { fail("the document is not valid") }

    let before = allocation_count()
    _ = try isValid(document, schema)
    let allocated = allocation_count() - before

    let seconds = option("--seconds").flatMap(Double.init) ?? 2
    let start = cpuSeconds()
    var count = 0
    var elapsed = 0.0
    while elapsed < seconds {
        for _ in 0..<1000 where try !isValid(document, schema) { fail("the verdict changed") }
        count += 1000
        elapsed = cpuSeconds() - start
    }
    var usage = rusage()
    getrusage(numericCast(RUSAGE_SELF.rawValue), &usage)
    let factor = Double(allocated) / Double(document.count)
    print(
        """
        {"program":"bench-schemas","per_cpu_s":\(Int(Double(count) / elapsed)),"document_bytes":\(document.count),\
        "allocated_bytes":\(allocated),"peak_factor":\(factor),"peak_kib":\(usage.ru_maxrss)}
        """)
}

do { try measure() } catch { fail("\(error)") }
