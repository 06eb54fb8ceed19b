internal import CCurl

/// Sole owner of one multi handle, with the connections that it keeps.
///
/// Unchecked, because one thread uses it; only ``wakeUp()`` may be called from any (curl_multi_wakeup).
struct MultiHandle: ~Copyable, @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer

    /// - Parameter connections: how many are kept when nobody uses them.
    init(connections: Int) throws(DeliverySettingsError) {
        guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let made = curl_multi_init() else {
            throw .library("can't start")
        }
        guard weerthuis_curl_multi_set_number(made, CURLMOPT_MAXCONNECTS, connections) == CURLM_OK,
            weerthuis_curl_multi_set_number(made, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING)) == CURLM_OK
        else {
            curl_multi_cleanup(made)
            throw .library("can't set up its loop")
        }
        pointer = made
    }

    deinit { curl_multi_cleanup(pointer) }

    func wakeUp() { curl_multi_wakeup(pointer) }

    /// - Returns: false when libcurl refuses it.
    func add(_ easy: borrowing EasyHandle) -> Bool { curl_multi_add_handle(pointer, easy.pointer) == CURLM_OK }

    func remove(_ easy: borrowing EasyHandle) { curl_multi_remove_handle(pointer, easy.pointer) }

    /// Does what can be done now.
    func work() {
        var running: Int32 = 0
        curl_multi_perform(pointer, &running)
    }

    /// Waits until there is work, or somebody calls ``wakeUp()``.
    func wait(milliseconds: Int32) { curl_multi_poll(pointer, nil, 0, milliseconds, nil) }

    /// The next exchange that came to its end, as the handle that it had, with its result.
    func nextFinished() -> (easy: UnsafeMutableRawPointer, result: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            return (easy, weerthuis_curl_result(message))
        }
        return nil
    }
}
