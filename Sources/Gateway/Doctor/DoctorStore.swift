/// The store: opened by the passphrase, undamaged, and nothing in it that waits for a person.
enum DoctorStore {
    static func check(_ store: Store) -> [DoctorFinding] {
        let counts: StoreCounts
        do throws(StoreError) { counts = try store.counts() } catch {
            return [.wrong("opslag", "\(error)", "zet de laatste reservekopie terug als het blijft")]
        }
        var findings: [DoctorFinding] = []
        if counts.damaged > 0 {
            findings.append(
                .wrong(
                    "opslag", "\(counts.damaged) beschadigde berichten",
                    "zet de laatste reservekopie terug (weerthuis restore)"))
        }
        let failed = counts.states[.outbound(.failed)] ?? 0
        if failed > 0 {
            findings.append(
                .warning(
                    "opslag", "\(failed) berichten zijn mislukt", "bekijk ze met weerthuis messages --state mislukt"))
        }
        let total = counts.states.values.reduce(0, +)
        return findings.isEmpty ? [.good("opslag", "geopend, \(total) berichten, onbeschadigd")] : findings
    }
}
