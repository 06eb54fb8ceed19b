import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Store: the table of states")
struct OutboundStepTests {
    @Test("every step from every state does what the table says", arguments: OutboundState.allCases)
    func walk(state: OutboundState) async throws {
        for step in OutboundStep.allCases {
            let fixture = try StoreFixture()
            let store = try fixture.open()
            let id = try await reach(state, in: store)
            let isPossible = step.from.contains(state)
            let outcome = try await take(step, id, in: store)
            #expect(outcome == isPossible, "\(step) from \(state)")
            #expect(try store.delivery(id).state == (isPossible ? step.to : state), "\(step) from \(state)")
        }
    }

    @Test("every state but the first is the end of a step, and every step is in the document")
    func document() throws {
        #expect(Set(OutboundStep.allCases.map(\.to)) == Set(OutboundState.allCases))
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
        let text = try String(contentsOfFile: root + "/docs/architecture.md", encoding: .utf8)
        for step in OutboundStep.allCases {
            let states = OutboundState.allCases.filter { step.from.contains($0) }.map { "`\($0)`" }
            let line = "| \(states.joined(separator: ", ")) | `\(step.to)` |"
            #expect(text.contains(line), "docs/architecture.md lacks \(line)")
        }
    }

    private func reach(_ state: OutboundState, in store: Store) async throws -> DeliveryID {
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        let way: [OutboundStep] =
            switch state {
            case .queued: []
            case .sending: [.claim]
            case .deferred: [.claim, .defer]
            case .delivered: [.claim, .deliver]
            case .overhandigd: [.claim, .handOver]
            case .failed: [.claim, .fail]
            case .cancelled: [.cancel]
            }
        for step in way { #expect(try await take(step, new.delivery, in: store)) }
        return new.delivery
    }

    /// - Returns: whether the step was taken.
    private func take(_ step: OutboundStep, _ id: DeliveryID, in store: Store) async throws -> Bool {
        let now = StoreFixture.time(1_000)
        do throws(StoreError) {
            switch step {
            case .claim: return try await !store.claimDue(now: now, limit: 1).isEmpty
            case .deliver: return try await store.recordDelivered(id, receipt: [1], mic: [2], at: now, audit: [])
            case .bounce: return try await store.recordBounced(id, reason: "", at: now, audit: [])
            case .handOver: try await store.recordHandedOver(id, at: now, audit: [])
            case .defer: try await store.recordDeferred(id, reason: "", next: now, at: now, audit: [])
            case .fail: try await store.recordFailed(id, reason: "", at: now, audit: [])
            case .release: try await store.release(id, at: now)
            case .retry: try await store.retry(id, at: now, audit: [])
            case .cancel: try await store.cancel(id, reason: "", at: now, audit: [])
            }
            return true
        } catch {
            guard case .wrongState = error.reason else { throw error }
            return false
        }
    }
}
