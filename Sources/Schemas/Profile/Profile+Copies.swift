extension Profile {
    /// The data of a message as it goes to a recipient: without the fields that stand in other copies only.
    public func copy(_ data: JSONTree, of message: String, for recipient: Recipient) -> JSONTree {
        copyFields(of: message).subtracting(recipient.onlyInThisCopy).reduce(data) { $0.removing($1.tokens[...]) }
    }

    /// The fields that a copy must have and those that it must not have, beyond what the schema asks.
    func copyRule(of message: String, _ copy: MessageCopy) -> (required: Set<JSONPointer>, refused: Set<JSONPointer>) {
        let all = copyFields(of: message)
        guard !all.isEmpty else { return ([], []) }
        switch copy {
        case .filledIn: return (all, [])
        case .received: return ([], [])
        case .forRole(let role):
            let recipients = routes.filter { $0.messages.contains(message) }.flatMap(\.recipients)
            let required = Set(recipients.filter { $0.roles.contains(role) }.flatMap(\.onlyInThisCopy))
            return (required, all.subtracting(required))
        }
    }
}

extension JSONTree {
    /// Without the member that the tokens lead to through objects.
    fileprivate func removing(_ tokens: ArraySlice<String>) -> JSONTree {
        guard let key = tokens.first, case .object(let members) = self else { return self }
        let rest = tokens.dropFirst()
        if rest.isEmpty { return .object(members.filter { $0.key != key }) }
        return .object(members.map { $0.key == key ? JSONMember(key, $0.value.removing(rest)) : $0 })
    }
}
