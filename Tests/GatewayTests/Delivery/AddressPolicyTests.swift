import Foundation
import Testing

@testable import Gateway

@Suite struct AddressPolicyTests {
    @Test(
        arguments: [
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
            "127.8.8.8",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
            "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
            "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1",
            "64:ff9b:1::a00:1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001::1", "2001:db8::1",
            "2001:2::1", "2002:7f00:1::1", "3fff::1", "100::1", "5f00::1",
        ])
    func specialAddress_IsRefused(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(try !AddressPolicy().permits(address))
    }

    @Test(
        arguments: [
            "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
            "169.253.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255",
            "2a02:1234::1", "2606:4700::1111", "2001:200::1", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
        ])
    func publicAddress_IsPermitted(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(try AddressPolicy().permits(address))
    }

    @Test(
        arguments: [
            ("10.1.0.0/16", "10.1.255.255", true), ("10.1.0.0/16", "10.2.0.0", false),
            ("10.1.2.3/32", "10.1.2.3", true),
            ("10.1.2.3/32", "10.1.2.4", false), ("fd00::/8", "fd12::1", true), ("fd00::/8", "fc00::1", false),
            ("10.0.0.0/8", "::ffff:10.0.0.1", true), ("10.0.0.0/8", "64:ff9b::a00:1", true),
            ("172.16.0.0/13", "172.23.255.255", true), ("172.16.0.0/13", "172.24.0.0", false), ("::1/128", "::1", true),
            ("::1/128", "::2", false), ("0.0.0.0/0", "127.0.0.1", true), ("::/0", "::1", true),
            ("0.0.0.0/0", "::1", false),
        ])
    func allowedNetwork_IsPermittedAndNoMore(network: String, text: String, isPermitted: Bool) throws {
        let address = try #require(NetworkAddress(text))
        #expect(try AddressPolicy(allowing: [network]).permits(address) == isPermitted)
    }

    @Test(
        arguments: [
            "", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.1/8", "10.0.0/8",
            "fd00::/129",
            "fd00::1/64", "localhost/8", "10.0.0.0/8/8", "10.0.0.0/8 ",
        ])
    func textThatIsNoNetwork_IsRefused(text: String) {
        #expect(throws: DeliverySettingsError.network(text)) { _ = try AddressPolicy(allowing: [text]) }
    }

    @Test(arguments: ["10.0.0.1", "fd12::1", "::ffff:10.0.0.1"])
    func address_IsShownAsItIsWritten(text: String) throws {
        #expect(try #require(NetworkAddress(text)).description == text)
    }
}
