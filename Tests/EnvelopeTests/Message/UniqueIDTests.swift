import Testing

@testable import Envelope

struct UniqueIDTests {
    /// RFC 9562 appendix A.6: time 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    @Test func version7_IsTheExampleOfTheStandard() {
        let id = UniqueID(milliseconds: 0x017F_22E2_79B0, random: (0xCC3, 0x18C4_DC0C_0C07_398F))
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(id.version == 7)
        #expect(UniqueID(id.description) == id)
    }

    @Test func randomBits_NeverTouchVersionAndVariant() {
        let all = UniqueID(milliseconds: .max, random: (.max, .max))
        #expect(all.description == "ffffffff-ffff-7fff-bfff-ffffffffffff")
        #expect(UniqueID(random: (.max, .max)).description == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        #expect(UniqueID(random: (0, 0)).description == "00000000-0000-4000-8000-000000000000")
    }

    @Test func textOnLoan_IsTheDescription() {
        let id = UniqueID(milliseconds: 0x017F_22E2_79B0, random: (0xCC3, 0x18C4_DC0C_0C07_398F))
        #expect(id.withText { [UInt8]($0, 0..<$0.count) } == Array(id.description.utf8))
        #expect(UniqueID(Array(id.description.utf8).span) == id)
        #expect(UniqueID([UInt8](repeating: 0xC3, count: 36).span) == nil)
    }

    @Test func laterIDs_SortLater() {
        let ids = [1, 2, 255, 256, 1 << 40].map { UniqueID(milliseconds: $0, random: (.max, 0)).description }
        #expect(ids == ids.sorted())
    }

    @Test(
        arguments: [
            "", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "{017f22e2}",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
            "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
            "00000000-0000-0000-0000-000000000000", "017f22e2-79b0-7cc3-98c4_dc0c0c07398f",
        ])
    func anyOtherText_IsNoID(text: String) {
        #expect(UniqueID(text) == nil)
    }
}
