// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every Swift target: Swift 6 mode, complete concurrency checks, warnings are errors.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The same for C.
let strict: [CSetting] = [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]

let package = Package(
    name: "weerthuis",
    products: [
        .executable(name: "weerthuis", targets: ["weerthuis"])
    ],
    dependencies: [],
    targets: [
        .target(name: "CCrypto", cSettings: strict, linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .target(name: "CSystem", cSettings: strict),
        .target(name: "Schemas", exclude: ["Profiles"], swiftSettings: settings),
        .target(
            name: "Envelope", dependencies: ["CCrypto", "Schemas"], swiftSettings: settings + [.strictMemorySafety()]),
        .target(
            name: "Gateway", dependencies: ["CCurl", "CMicroHTTPD", "CSQLite", "CSystem", "Envelope", "Schemas"],
            swiftSettings: settings),
        .executableTarget(name: "weerthuis", dependencies: ["Gateway"], swiftSettings: settings),
        .executableTarget(
            name: "bench-envelope", dependencies: ["Envelope", "Schemas"], path: "Bench/Envelope",
            swiftSettings: settings),
        .executableTarget(
            name: "bench-timing", dependencies: ["Envelope", "Spoiling"], path: "Bench/Timing", swiftSettings: settings),
        .executableTarget(
            name: "bench-directory", dependencies: ["Envelope", "Gateway", "Schemas"], path: "Bench/Directory",
            swiftSettings: settings),
        .executableTarget(
            name: "bench-node", dependencies: ["Envelope", "Gateway"], path: "Bench/Node", swiftSettings: settings),
        .executableTarget(
            name: "bench-keys", dependencies: ["Envelope", "Gateway"], path: "Bench/Keys", swiftSettings: settings),
        .target(name: "AllocationCount", path: "Bench/AllocationCount", cSettings: strict),
        .executableTarget(
            name: "bench-schemas", dependencies: ["Schemas", "AllocationCount"], path: "Bench/Schemas",
            exclude: ["make_inputs.py", "registratie.json", "registratie.schema.json"], swiftSettings: settings),
        .target(
            name: "CFaults", path: "Faults/CFaults", cSettings: strict,
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "Loopback", path: "Faults/Loopback", swiftSettings: settings),
        .executableTarget(
            name: "faults", dependencies: ["CFaults", "CSQLite", "Loopback", "Schemas"], path: "Faults/Driver",
            swiftSettings: settings),
        .executableTarget(
            name: "attacks-forge", dependencies: ["Envelope", "Spoiling"], path: "Attacks/Forge",
            swiftSettings: settings),
        .target(name: "Spoiling", dependencies: ["Envelope"], path: "Attacks/Spoiling", swiftSettings: settings),
        .testTarget(name: "SchemasTests", dependencies: ["Schemas"], swiftSettings: settings),
        .testTarget(name: "EnvelopeTests", dependencies: ["Envelope"], swiftSettings: settings),
        .testTarget(
            name: "GatewayTests", dependencies: ["CMicroHTTPD", "Gateway", "Loopback", "weerthuis"],
            swiftSettings: settings),
    ]
)

// script/fuzz sets this: everything is then built with the coverage that libFuzzer steers by, and its program is added.
if Context.environment["WEERTHUIS_FUZZ"] != nil {
    let fuzzing: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer"])]
    for target in package.targets where ["Schemas", "Envelope"].contains(target.name) {
        target.swiftSettings = (target.swiftSettings ?? []) + fuzzing
    }
    package.targets += [
        .target(name: "CFuzzer", path: "Fuzz/CFuzzer", cSettings: strict),
        .executableTarget(
            name: "fuzz-envelope", dependencies: ["CFuzzer", "Envelope"], path: "Fuzz/Envelope",
            swiftSettings: settings, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ]
}
