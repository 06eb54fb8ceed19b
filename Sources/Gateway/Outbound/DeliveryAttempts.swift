internal import Envelope

/// One attempt after its claim: seal with the directory of this moment, hand over, and then keep what came of it.
struct DeliveryAttempts: Sendable {
    let store: Store
    let desk: SealingDesk
    let couriers: Couriers
    let circuits: PartnerCircuits
    let directory: any DirectorySource
    let refresh: RefreshGate
    let record: DeliveryRecord
    let clock: NodeClock

    private static let noEvidence =
        "Wat verstuurd wordt kon niet als bewijs worden bewaard. Vraag de beheerder om de schijf na te kijken."

    /// - Returns: what came of it, still to be kept; nil when none was made, because the party rests.
    func make(_ delivery: StoredDelivery) async -> DeliveryAttempt? {
        let party = delivery.id.recipient
        guard circuits.admit(party, at: clock.now) == .attempt else { return nil }
        let (attempt, outcome) = await first(delivery)
        circuits.record(party, outcome, at: clock.now)
        return attempt
    }

    /// Returns when it is on disk.
    func keep(_ attempt: DeliveryAttempt?, of delivery: StoredDelivery) async {
        guard let attempt else { return await record.release(delivery) }
        await record.keep(attempt, of: delivery)
    }

    /// One attempt, and a second one at once when the directory may be why the first did not do.
    private func first(_ delivery: StoredDelivery) async -> (DeliveryAttempt, PartnerCircuits.Outcome) {
        let before = directory.current.edition
        let attempt = await once(delivery)
        switch attempt {
        case .judged(.refreshDirectory, _):
            await refresh.refresh()
        case .judged(.needsPerson, _):
            await refresh.refresh()
            guard directory.current.edition != before else { return (attempt, .answered) }
        case .judged(.deferred(let deferral), _):
            // The edition that came meanwhile may have another address.
            guard directory.current.edition != before else {
                return (attempt, DeliveryVerdict.deferred(deferral).circuitOutcome)
            }
        case .judged(let verdict, _):
            return (attempt, verdict.circuitOutcome)
        case .waits:
            guard directory.current.edition != before else { return (attempt, .notTried) }
        }
        let second = await once(delivery)
        guard case .judged(let verdict, _) = second else { return (second, .answered) }
        return (second, verdict.circuitOutcome)
    }

    private func once(_ delivery: StoredDelivery) async -> DeliveryAttempt {
        let parcel: SealedParcel
        do throws(SealingProblem) {
            parcel = try desk.seal(delivery, in: directory.current, at: clock.now)
        } catch {
            return .waits(error)
        }
        guard let courier = couriers.courier(for: parcel.endpoint) else {
            return .waits(SealingProblem(SealingProblem.noMailCode, Couriers.noMail))
        }
        if courier.isAnsweredLater(parcel) {
            // The receipt speaks of these bytes.
            do throws(StoreError) {
                try await store.keepEvidence(parcel.sealed.evidence(of: delivery.content), of: delivery.id)
            } catch {
                return .waits(SealingProblem("store", Self.noEvidence))
            }
        }
        return .judged(await courier.deliver(parcel), parcel)
    }
}

extension SealingProblem {
    /// Waits for a courier that this node does not have, and not for anything to change: it does not count towards giving up.
    static let noMailCode = "no-mail"
}

extension DeliveryVerdict {
    fileprivate var circuitOutcome: PartnerCircuits.Outcome {
        guard case .deferred(let deferral) = self, deferral.partnerIsDown else { return .answered }
        return .unreachable(retryAfter: deferral.retryAfter)
    }
}
