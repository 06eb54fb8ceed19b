internal import Schemas

/// The `--today` option: tests and later checks need another day than the clock's.
enum CivilDateOption {
    static func today(_ arguments: ParsedArguments) throws(CommandError) -> CivilDate {
        guard let text = arguments.value("today") else {
            guard let today = SystemClock.today else { throw .failed("the clock shows no date of this calendar") }
            return today
        }
        guard let date = CivilDate(text) else {
            throw .usage("--today \(text) is not a date", remedy: "write it as 2026-11-21")
        }
        return date
    }
}
