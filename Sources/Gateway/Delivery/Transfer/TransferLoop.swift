internal import Envelope
internal import Foundation
internal import Synchronization

/// All exchanges of the node with others: one `curl_multi` on one thread, with connections that are kept and used again.
///
/// Only https, TLS 1.2 or newer, name and certificate always checked, no redirects, no cookies, nothing from the environment.
/// Every address is judged when its socket is made, before a byte is sent. With a proxy that is the proxy's address.
final class TransferLoop: Sendable {
    private let inbox: TransferInbox
    private let limit: Int

    /// Reads the files that the settings name, and starts the thread.
    ///
    /// - Parameter clientPassphrase: opens the client key, when that is encrypted.
    init(
        _ settings: DeliverySettings = DeliverySettings(), clientPassphrase: borrowing Passphrase? = nil
    ) throws(DeliverySettingsError) {
        let rules = try TransferRules(settings, clientPassphrase: clientPassphrase)
        let multi = try MultiHandle(connections: settings.maxConnections)
        let share = try SessionShare()
        try Self.tryOut(rules, share)
        let inbox = TransferInbox(multi)
        self.inbox = inbox
        limit = settings.responseLimit
        let thread = Thread { TransferEngine(inbox, rules, share).run() }
        thread.name = "weerthuis.delivery"
        thread.start()
    }

    deinit { close() }

    /// Finds out now whether this libcurl can do what is needed.
    private static func tryOut(_ rules: TransferRules, _ share: SessionShare) throws(DeliverySettingsError) {
        do { _ = try Transfer(rules, share) } catch { throw .library(error.text) }
    }

    /// Sends one request and waits for the whole answer. Cancelling the task gives the exchange up.
    func perform(_ call: HTTPCall) async -> Result<HTTPAnswer, TransferFailure> {
        let host = HostName.of(call.url)
        let lane = call.partner?.description ?? host
        let id = inbox.nextID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waiting = WaitingCall(
                    id: id, call: call, host: host, lane: lane, limit: call.responseLimit ?? limit,
                    continuation: continuation)
                if Task.isCancelled || !inbox.add(waiting) {
                    waiting.finish(.failure(.init(kind: .closed, host: host)))
                }
            }
        } onCancel: {
            inbox.cancel(id)
        }
    }

    /// Ends every exchange that is under way with `closed`, and then the thread. Later calls fail at once.
    func close() { inbox.close() }
}
