@testable import Envelope

/// Test texts are written with plain line ends; on the wire each is CRLF.
func wire(_ text: String) -> [UInt8] { [UInt8](text.replacing("\n", with: "\r\n").utf8) }

func text(_ bytes: [UInt8], _ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

/// The reason for which `bytes` are refused, or nil when they are read.
func refusal(_ bytes: [UInt8], _ limits: MIMELimits = .http) -> MIMEReason? {
    do {
        _ = try MIMEReader.read(bytes.span, limits)
        return nil
    } catch {
        return error.reason
    }
}

func refusal(_ text: String, _ limits: MIMELimits = .http) -> MIMEReason? { refusal(wire(text), limits) }

let signedText = """
    Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="b1"

    --b1
    Content-Type: application/cloudevents+json
    Content-Transfer-Encoding: binary

    {"id":"é"}
    --b1
    Content-Type: application/pkcs7-signature; name="smime.p7s"
    Content-Transfer-Encoding: base64

    AAEC
    --b1--

    """
