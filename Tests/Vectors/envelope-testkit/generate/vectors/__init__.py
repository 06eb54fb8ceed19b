"""Every vector spoils one thing, or shows one shape that must be accepted."""

from vectors import accepted, attributes, cbc, cipher, encoding, message, multipart, recipients, shapes, signers  # noqa: F401
