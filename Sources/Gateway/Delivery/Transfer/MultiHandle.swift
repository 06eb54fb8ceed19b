internal import CCurl

/// Sole owner of one multi handle, with the connections that it keeps.
///
/// Unchecked, because one thread uses it; only ``wakeUp()`` may be called from any.
struct MultiHandle: ~Copyable, @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer
    /// Outlives the handle, whose callbacks get it as their user data.
    private let watch: SocketWatch

    /// - Parameter connections: how many are kept when nobody uses them.
    init(connections: Int) throws(DeliverySettingsError) {
        guard let watch = try? SocketWatch(), curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK,
            let made = curl_multi_init()
        else { throw .library("can't start") }
        guard weerthuis_curl_multi_set_number(made, CURLMOPT_MAXCONNECTS, connections) == CURLM_OK,
            weerthuis_curl_multi_set_number(made, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING)) == CURLM_OK,
            Self.connect(made, to: watch)
        else {
            withExtendedLifetime(watch) { _ = curl_multi_cleanup(made) }
            throw .library("can't set up its loop")
        }
        pointer = made
        self.watch = watch
    }

    deinit { curl_multi_cleanup(pointer) }

    func wakeUp() { watch.wakeUp() }

    /// - Returns: false when libcurl refuses it.
    func add(_ easy: borrowing EasyHandle) -> Bool { curl_multi_add_handle(pointer, easy.pointer) == CURLM_OK }

    func remove(_ easy: borrowing EasyHandle) { curl_multi_remove_handle(pointer, easy.pointer) }

    /// Does what can be done now without waiting: what was just added begins.
    func work() {
        while watch.takeTimer() { act(CURL_SOCKET_TIMEOUT, 0) }
    }

    /// Waits until there is work, and does it, or somebody calls ``wakeUp()``.
    func wait(milliseconds: Int32) {
        for event in watch.wait(milliseconds: milliseconds) { act(event.socket, event.happened) }
    }

    /// The next exchange that came to its end, as the handle that it had, with its result.
    func nextFinished() -> (easy: UnsafeMutableRawPointer, result: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            return (easy, weerthuis_curl_result(message))
        }
        return nil
    }

    private func act(_ socket: curl_socket_t, _ happened: Int32) {
        var running: Int32 = 0
        curl_multi_socket_action(pointer, socket, happened, &running)
    }

    private static func connect(_ multi: UnsafeMutableRawPointer, to watch: SocketWatch) -> Bool {
        let context = Unmanaged.passUnretained(watch).toOpaque()
        let watches = weerthuis_curl_multi_set_socket_watcher(
            multi,
            { _, socket, what, context, _ in
                if let context { SocketWatch.of(context).watch(socket, what) }
                return 0
            }, context)
        let times = weerthuis_curl_multi_set_timer(
            multi,
            { _, milliseconds, context in
                if let context { SocketWatch.of(context).setTimer(milliseconds: milliseconds) }
                return 0
            }, context)
        return watches == CURLM_OK && times == CURLM_OK
    }
}

extension SocketWatch {
    fileprivate static func of(_ context: UnsafeMutableRawPointer) -> SocketWatch {
        Unmanaged<SocketWatch>.fromOpaque(context).takeUnretainedValue()
    }
}
