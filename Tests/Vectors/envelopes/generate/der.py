"""A small DER writer that can also write what DER forbids. Every function answers bytes."""


def tlv(tag, *parts, indefinite=False, length=None):
    """One element. `indefinite` writes BER's form without a length; `length` writes a length that need not be true."""
    content = b"".join(parts)
    if indefinite:
        return bytes([tag, 0x80]) + content + b"\0\0"
    size = len(content) if length is None else length
    if size < 0x80:
        return bytes([tag, size]) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def sequence(*parts, **form):
    return tlv(0x30, *parts, **form)


def set_of(*parts):
    """SET OF in DER: the elements in the order of their encodings."""
    return tlv(0x31, *sorted(parts))


def octets(value, **form):
    return tlv(0x04, value, **form)


def bits(value):
    return tlv(0x03, b"\0" + value)


def integer(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def null():
    return tlv(0x05)


def oid(dotted):
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    content = b""
    for arc in [first * 40 + second, *rest]:
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.insert(0, arc & 0x7F | 0x80)
        content += bytes(groups)
    return tlv(0x06, content)


def explicit(number, *parts, **form):
    return tlv(0xA0 | number, *parts, **form)


def utc_time(moment):
    return tlv(0x17, moment.strftime("%y%m%d%H%M%SZ").encode())


def algorithm(dotted, *parameters):
    return sequence(oid(dotted), *parameters)
