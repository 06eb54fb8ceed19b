"""Writes DER (X.690). Every function answers the bytes of one element, so that a vector can put a wrong one in its place."""

SEQUENCE, SET, INTEGER, BIT_STRING, OCTET_STRING = 0x30, 0x31, 0x02, 0x03, 0x04
NULL = b"\x05\x00"


def length(count):
    if count < 0x80:
        return bytes([count])
    digits = count.to_bytes((count.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def tlv(tag, content):
    return bytes([tag]) + length(len(content)) + content


def sequence(*elements):
    return tlv(SEQUENCE, b"".join(elements))


def set_of(*elements):
    """X.690 11.6: the elements in ascending order of their encodings."""
    return tlv(SET, b"".join(sorted(elements)))


def set_as_given(*elements):
    return tlv(SET, b"".join(elements))


def integer(value):
    return tlv(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def octets(content):
    return tlv(OCTET_STRING, content)


def bits(content):
    return tlv(BIT_STRING, b"\x00" + content)


def explicit(number, *elements):
    return tlv(0xA0 | number, b"".join(elements))


def implicit(number, element):
    """The element under a context tag of its own; a constructed one stays constructed."""
    return bytes([0x80 | number | element[0] & 0x20]) + element[1:]


def oid(dotted):
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    out = bytearray()
    for arc in [first * 40 + second, *rest]:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(0x80 | arc & 0x7F)
        out += bytes(reversed(digits))
    return tlv(0x06, bytes(out))


def algorithm(dotted, parameters=b""):
    return sequence(oid(dotted), parameters)


def utc_time(moment):
    return tlv(0x17, moment.strftime("%y%m%d%H%M%SZ").encode())


def generalized_time(moment):
    return tlv(0x18, moment.strftime("%Y%m%d%H%M%SZ").encode())


def header_size(element):
    """The bytes of identifier and length together."""
    return 2 if element[1] < 0x80 else 2 + (element[1] & 0x7F)


def content(element):
    return element[header_size(element):]


def indefinite(element):
    """The element with the length form of BER that two zero bytes end (X.690 8.1.3.6)."""
    return element[:1] + b"\x80" + content(element) + b"\x00\x00"


def long_length(element, count=None):
    """The element with its length in one byte more than needed (X.690 10.1), or with a false length `count`."""
    claimed = len(content(element)) if count is None else count
    return element[:1] + b"\x84" + claimed.to_bytes(4, "big") + content(element)
