internal import Foundation
internal import Gateway

StandardStreams.reserve()
signal(SIGPIPE, SIG_IGN)
exit(WeerThuisTool.run(Array(CommandLine.arguments.dropFirst()), on: TerminalConsole()).rawValue)
