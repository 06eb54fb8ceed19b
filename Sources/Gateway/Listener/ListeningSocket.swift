internal import CMicroHTTPD
internal import CSystem
internal import Foundation

/// Owner of a socket that listens, and of its name in the file system if it has one.
final class ListeningSocket: Sendable {
    let descriptor: Int32
    /// 0 on a unix socket.
    let port: UInt16
    private let place: ListenerPlace

    /// - Parameter isPlain: refuses every place that other machines can reach.
    init(_ place: ListenerPlace, isPlain: Bool) throws(ListenerError) {
        self.place = place
        switch place {
        case .network(let address, let port):
            var (storage, size) = try Self.address(address, port, place)
            if isPlain, !Self.isLoopback(storage) { throw ListenerError(.plain, place) }
            let family = Int32(storage.ss_family)
            descriptor = try Self.listen(family, &storage, size, place)
            self.port = Self.port(of: descriptor)
        case .unix(let path):
            var (storage, size) = try Self.address(path, place)
            try Self.removeStale(path, &storage, size, place)
            descriptor = try Self.listen(AF_UNIX, &storage, size, place)
            port = 0
            chmod(path, 0o660)
        }
    }

    /// Nobody can connect any more. The descriptor stays taken, because a thread may be about to use it.
    func refuse() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        if case .unix(let path) = place { unlink(path) }
    }

    func close() {
        Foundation.close(descriptor)
    }

    private static func listen(
        _ family: Int32, _ storage: inout sockaddr_storage, _ size: socklen_t, _ place: ListenerPlace
    ) throws(ListenerError) -> Int32 {
        let kind = weerthuis_stream_socket | weerthuis_socket_closes_on_exec | weerthuis_socket_never_blocks
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw error(place) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let bound = withAddress(&storage) { bind(descriptor, $0, size) }
        guard bound == 0, Foundation.listen(descriptor, SOMAXCONN) == 0 else {
            let error = error(place)
            Foundation.close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func error(_ place: ListenerPlace) -> ListenerError {
        let code = errno
        return switch code {
        case EADDRINUSE: ListenerError(.inUse, place)
        case EADDRNOTAVAIL: ListenerError(.notOurs, place)
        case EACCES, EPERM: ListenerError(.forbidden, place)
        default: ListenerError(.system(String(cString: strerror(code))), place)
        }
    }

    private static func withAddress<Value>(
        _ storage: inout sockaddr_storage, _ body: (UnsafePointer<sockaddr>) -> Value
    ) -> Value {
        withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
        }
    }

    private static func isLoopback(_ storage: sockaddr_storage) -> Bool {
        var storage = storage
        let address = withAddress(&storage) { ClientAddress($0) }
        return address.text.hasPrefix("127.") || address.text == "::1"
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard code == 0 else { return 0 }
        // The port stands at the same place in sockaddr_in and sockaddr_in6.
        return withUnsafeBytes(of: &storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }
}

extension ListeningSocket {
    private static func address(
        _ text: String, _ port: UInt16, _ place: ListenerPlace
    ) throws(ListenerError) -> (sockaddr_storage, socklen_t) {
        var storage = sockaddr_storage()
        var four = sockaddr_in()
        var six = sockaddr_in6()
        if inet_pton(AF_INET, text, &four.sin_addr) == 1 {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
            return (storage, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
        guard inet_pton(AF_INET6, text, &six.sin6_addr) == 1 else { throw ListenerError(.notAnAddress, place) }
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = port.bigEndian
        withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
        return (storage, socklen_t(MemoryLayout<sockaddr_in6>.size))
    }

    private static func address(
        _ path: String, _ place: ListenerPlace
    ) throws(ListenerError) -> (sockaddr_storage, socklen_t) {
        var storage = sockaddr_storage()
        let bytes = Array(path.utf8)
        guard (1...107).contains(bytes.count), !bytes.contains(0) else { throw ListenerError(.path, place) }
        withUnsafeMutableBytes(of: &storage) { storage in
            storage.storeBytes(of: sa_family_t(AF_UNIX), as: sa_family_t.self)
            UnsafeMutableRawBufferPointer(rebasing: storage[2...]).copyBytes(from: bytes)
        }
        return (storage, socklen_t(2 + bytes.count + 1))
    }

    /// Removes a socket that no process listens on; nothing else.
    private static func removeStale(
        _ path: String, _ storage: inout sockaddr_storage, _ size: socklen_t, _ place: ListenerPlace
    ) throws(ListenerError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw ListenerError(.path, place) }
        let probe = socket(AF_UNIX, weerthuis_stream_socket | weerthuis_socket_closes_on_exec, 0)
        defer { Foundation.close(probe) }
        guard withAddress(&storage, { connect(probe, $0, size) }) != 0, errno == ECONNREFUSED else {
            throw ListenerError(.inUse, place)
        }
        unlink(path)
    }
}
