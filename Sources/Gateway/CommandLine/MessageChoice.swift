internal import Envelope

/// Which messages of a store a command means: a message id, and a party when several have it.
enum MessageChoice {
    static let options: [OptionDescriptor] = [
        .value("party", short: "p", "DIGITS", "of which party, when several have this id: its OIN")
    ]

    /// The messages with the id that is given; never none.
    static func find(
        _ arguments: ParsedArguments, in store: Store, direction: MessageFilter.Direction? = nil
    ) throws(CommandError) -> [MessageSummary] {
        let text = arguments.operands[0]
        guard let id = UniqueID(text) else {
            throw .usage("\(text) is not a message id", remedy: "weerthuis messages lists them")
        }
        let filter = MessageFilter(direction: direction, message: id, partner: try party(arguments))
        let found: [MessageSummary]
        do throws(StoreError) {
            found = try store.messages(filter, page: MessagePage(limit: MessagePage.limits.upperBound)).messages
        } catch {
            throw CommandError(error)
        }
        guard !found.isEmpty else {
            throw .refused("message \(text) is not in this store", remedy: "weerthuis messages lists what is")
        }
        return found
    }

    static func party(_ arguments: ParsedArguments) throws(CommandError) -> OIN? {
        guard let text = arguments.value("party") else { return nil }
        guard let party = OIN(text) else { throw .usage("--party takes an OIN: 20 digits") }
        return party
    }

    static func identifier(_ text: String?, _ option: String) throws(CommandError) -> UniqueID? {
        guard let text else { return nil }
        guard let id = UniqueID(text) else { throw .usage("\(option) \(text) is not a UUID in lower case") }
        return id
    }
}
