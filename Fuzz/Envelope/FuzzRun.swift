/// What the call back of libFuzzer, a C function without context, runs. Set once, before the first call.
enum FuzzRun {
    nonisolated(unsafe) static var once: ([UInt8]) -> Void = { _ in }
}
