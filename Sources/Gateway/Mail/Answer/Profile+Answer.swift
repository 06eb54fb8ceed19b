internal import Schemas

extension Profile {
    /// The type with which a party of a role answers a message: the one that stops a clock which the message starts.
    func answer(to type: String, by role: String) -> String? {
        let stopping = terms.filter { $0.start?.message == type && ($0.waitsFor == nil || $0.waitsFor == role) }
        return stopping.compactMap(\.stop?.message).first { answer in
            answer != type && message(answer)?.signer == .contact && !recipients(of: answer, from: role).isEmpty
        }
    }
}
