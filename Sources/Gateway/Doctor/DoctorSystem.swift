internal import Envelope
internal import Foundation

/// The machine: its OpenSSL, its clock against the directory, room on the disk, who can read what.
struct DoctorSystem {
    let folder: NodeFolder
    let configuration: NodeConfiguration

    private static let scarce: UInt64 = 1 << 30
    /// Messages are refused by partners when the clock is further off.
    private static let tolerance: Int64 = 600

    static func openSSL(_ version: OpenSSLVersion = .running) -> DoctorFinding {
        let found = OpenSSLAdvisory.all.filter { $0.affects(version) }
        guard !found.isEmpty else {
            return .good("OpenSSL", "\(version), zonder bekende zwakheden in wat de gateway gebruikt")
        }
        let names = found.map { "\($0.name) (\($0.what))" }.joined(separator: ", ")
        return .warning(
            "OpenSSL", "\(version) heeft volgens zijn nummer \(names); de gateway zelf controleert dit zonder OpenSSL",
            "werk libssl3 bij (apt-get upgrade); uw distributie kan het al verholpen hebben")
    }

    func permissions() -> [DoctorFinding] {
        let problems = folder.permissionProblems(configuration)
        guard !problems.isEmpty else { return [.good("rechten", "alleen de eigenaar kan bij sleutels en opslag")] }
        return problems.map { problem in
            let what =
                switch problem.reason {
                case .readable: "kan door anderen gelezen worden"
                case .writable: "kan door anderen gewijzigd worden"
                case .foreign: "is van een andere gebruiker"
                }
            return .wrong("rechten", "\(problem.path) \(what)", problem.remedy)
        }
    }

    func disk() -> DoctorFinding {
        var place = configuration.store.folder
        while access(place, F_OK) != 0, place.count > 1 { place = (place as NSString).deletingLastPathComponent }
        guard let free = DiskRoom.bytes(at: place) else {
            return .wrong("schijf", "\(place) is niet te bereiken", "controleer het pad en de koppeling")
        }
        let text = "\(free >> 20) MB vrij voor \(place)"
        if free < Store.leastRoom {
            return .wrong("schijf", text, "maak ruimte; er wordt anders niets meer aangenomen")
        }
        if free < Self.scarce { return .warning("schijf", text, "maak ruimte vrij") }
        return .good("schijf", text)
    }

    /// The clock against the moments that the region signed.
    func clock(_ directory: DirectorySnapshot, at now: UTCTime) -> DoctorFinding {
        let latest = max(
            directory.directory.header.issued, directory.freshness?.time ?? directory.directory.header.issued)
        guard now.adding(seconds: Self.tolerance) < latest else {
            return .good("klok", "\(DutchTime.text(now)), niet voor wat het adresboek van de regio zegt")
        }
        return .wrong(
            "klok",
            "\(DutchTime.text(now)) ligt voor \(DutchTime.text(latest)), toen de regio het adresboek bevestigde",
            "zet de klok gelijk (timedatectl set-ntp true)")
    }

    /// The clock against that of a partner.
    static func clock(_ date: UTCTime, of name: String, at now: UTCTime) -> DoctorFinding {
        let difference = now.secondsSinceEpoch - date.secondsSinceEpoch
        let text = "\(abs(difference)) seconden \(difference < 0 ? "achter" : "voor") op \(name)"
        if abs(difference) > tolerance {
            return .wrong(
                "klok", text, "zet de klok gelijk (timedatectl set-ntp true); partners weigeren anders berichten")
        }
        if abs(difference) > 60 { return .warning("klok", text, "zet de klok gelijk (timedatectl set-ntp true)") }
        return .good("klok", text)
    }
}
