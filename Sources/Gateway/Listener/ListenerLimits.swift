internal import Envelope
internal import Foundation

/// How much a listener takes from whoever reaches it.
struct ListenerLimits: Hashable, Sendable {
    /// The largest body of a request, in bytes. More is answered with 413. No envelope may be larger than this.
    var bodyBytes = Opener.maximumByteCount
    /// The largest request line and header section together, in bytes. More is answered with 431.
    var headerBytes = 16 << 10
    /// The most header fields. More is answered with 431.
    var headerCount = 64
    /// The longest path with query, in bytes. More is answered with 414.
    var targetBytes = 1024
    /// The most connections at once.
    var connections = 512
    /// The most connections at once from one IPv4 address or one IPv6 network of 64 bits. Nil: as many as in all, which is
    /// what a listener behind a proxy needs.
    var connectionsPerAddress: Int? = 64
    /// The most TLS handshakes with strangers at once. More are closed; who is known is always let in.
    var handshakes = 32
    /// The most requests that are being answered, or wait for it, at once: of senders who are known so many, of strangers half.
    /// One sender gets at most half of either. More is answered with 503.
    var requests = 256
    /// Of these, handlers that run at once: of senders who are known, and of one of them.
    var places = 64
    var placesPerSender = 16
    /// Handlers that run at once for strangers: one core is left to those who are known.
    var placesForStrangers = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    /// Addresses of which it is remembered who sends from there.
    var knownAddresses = 4096
    /// The most bytes of bodies in memory at once. More is answered with 503; one address gets at most half, and so do all
    /// strangers together, except for the first 64 KiB of a body.
    var requestBytes = 128 << 20
    /// How fast bodies of strangers are read, all of them together, without the first 64 KiB of each. At more than that they wait.
    var strangersBytesPerSecond = 16 << 20
    /// How long a connection may take for its first request line, TLS handshake included.
    var handshakeTime: Duration = .seconds(20)
    /// When more strangers come than there may be: how long a stranger's connection keeps its place without a request, and how long
    /// in all. A request that is being handled gets its answer.
    var strangerIdleTime: Duration = .seconds(1)
    var strangerTime: Duration = .seconds(10)
    /// How long a request may take from its request line to its last byte, however regularly bytes come in.
    var requestTime: Duration = .seconds(120)
    /// How long an answer may take to be taken in by the other side.
    var answerTime: Duration = .seconds(60)
    /// When a 403 leaves: this long after its request, so that its time does not tell its cause.
    var refusalTime: Duration = .milliseconds(4)
    /// How long a connection is kept without a request. At least one second.
    var idleTime: Duration = .seconds(60)
    /// How long `stop` waits for the requests that are being received or answered.
    var stopTime: Duration = .seconds(20)
    /// What 503 gives as `Retry-After`, in seconds.
    var retryAfter = 10
    /// Threads that read and write.
    var threads = 2

    /// As many connections from one address as in all, for a listener behind a proxy.
    static let proxied: ListenerLimits = {
        var limits = ListenerLimits()
        limits.connectionsPerAddress = nil
        return limits
    }()

    /// How much of the body of a refused request is read, so that its sender reads the answer.
    var droppedBytes: Int { bodyBytes.multipliedReportingOverflow(by: 4).partialValue }

    /// For connections whose end has begun, until a thread of the library sees it.
    var spareConnections: Int { max(1, connections / 8) }

    /// With more connections, the one that waits longest for a request is ended.
    var busyConnections: Int { connections - spareConnections }

    /// The most connections of strangers at once; more are closed. Not where `isShared`: nobody is a stranger there.
    var strangers: Int { connections / 2 }

    /// Everybody comes from the address of the proxy.
    var isShared: Bool { connectionsPerAddress == nil }

    var knownLine: TurnLimits { line(held: requests, places: places, perSender: placesPerSender) }

    var strangersLine: TurnLimits {
        line(held: requests / 2, places: placesForStrangers, perSender: placesForStrangers)
    }

    private func line(held: Int, places: Int, perSender: Int) -> TurnLimits {
        TurnLimits(
            held: held, heldPerSender: isShared ? held : held / 2, places: places, placesPerSender: perSender)
    }

    /// How often connections are looked at.
    var watchInterval: Duration {
        min(.seconds(1), max(.milliseconds(20), min(handshakeTime, requestTime, answerTime) / 4))
    }
}
