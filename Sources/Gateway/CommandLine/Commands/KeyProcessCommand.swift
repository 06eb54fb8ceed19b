/// The process that holds a node's private keys. The node starts it; it is of no use by hand.
enum KeyProcessCommand: Command {
    static let specification = CommandSpecification(
        "key-process", summary: "hold the private keys of a node (started by the node itself)",
        operands: "FOLDER USER:GROUP", operandCount: 2...2,
        details: "It needs the two descriptors that the node gives it, and ends when it does not get them.",
        example: "weerthuis serve --node FOLDER")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        guard let account = KeyAccount(argument: arguments.operands[1]) else {
            throw .usage("USER:GROUP are two numbers, and the user is not root")
        }
        guard PacketSocket.isPacketSocket(KeyProcessMain.socket) else {
            throw .usage("the key process is started by the node itself", remedy: "start the node: weerthuis serve")
        }
        return KeyProcessMain(folder: KeyFolder(path: arguments.operands[0]), account: account).run()
    }
}
