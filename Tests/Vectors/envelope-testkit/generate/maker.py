"""One message, from JSON to envelope. Each step takes what the step before it gave, or what a vector puts in its place."""

import datetime
import json

import cms
import der
import mime
import names
import pki
import primitives

NOW = datetime.datetime(2026, 11, 21, 12, 0, 0)
SIGNED_AT = datetime.datetime(2026, 11, 21, 9, 30, 5)


class Maker:
    def __init__(self, seed):
        self.random = primitives.Stream(seed)
        self.identities = {}
        self.signed_entity = self.payload = None

    def who(self, name):
        return self.identities.setdefault(name, pki.load(name))

    # The message

    def event(self, *, drop=(), extra=None, **changes):
        """The attributes of a CloudEvents message with a small aanmeldbericht."""
        event = {
            "specversion": "1.0",
            "id": "019aa5c0-6b00-7c3a-9a51-3d0f8e6b7a11",
            "source": f"urn:nld:oin:{pki.SENDER}:systeem:weerthuis",
            "type": "nl.weerthuis.aanmeldbericht",
            "subject": "5b0c7c9e-0a35-4d0c-8f43-6f0f4c9d2b77",
            "time": "2026-11-21T09:30:00Z",
            "dataschema": "https://weerthuis.nl/schema/fryslan-2022/aanmeldbericht/1",
            "datacontenttype": "application/json",
            "recipient": pki.RECEIVER,
            "directory": "12:" + "5d" * 32,
            "data": {"toelichting": "Voorbeeld, geen echte persoon."},
        }
        event |= changes | (extra or {})
        return {name: value for name, value in event.items() if name not in drop}

    def json(self, **changes):
        return json.dumps(self.event(**changes), ensure_ascii=False, separators=(",", ":")).encode()

    def entity(self, payload=None, *, fields=None, body=None):
        self.payload = self.json() if payload is None else payload
        fields = fields or [f"Content-Type: {mime.EVENT_TYPE}", "Content-Transfer-Encoding: binary"]
        return mime.header(*fields) + (self.payload if body is None else body)

    # The signature

    def attributes(self, signer, entity, *, hash_name="sha256", drop=(), replace=None, add=()):
        """The four attributes of the profile by their short names, so that a vector can drop or replace one."""
        attributes = {
            "content-type": cms.content_type_attribute(),
            "message-digest": cms.message_digest_attribute(primitives.digest(hash_name, entity)),
            "signing-time": cms.signing_time_attribute(SIGNED_AT),
            "signing-certificate": cms.signing_certificate_attribute(self.who(signer)),
        }
        attributes |= replace or {}
        return [value for name, value in attributes.items() if name not in drop] + list(add)

    def signer_info(self, entity, by="anna", *, hash_name="sha256", drop=(), replace=None, add=(), **changes):
        attributes = self.attributes(by, entity, hash_name=hash_name, drop=drop, replace=replace, add=add)
        changes = {"attributes": attributes, "hash_name": hash_name} | changes
        return cms.signer_info(self.who(by), **changes)

    def signature(self, entity, by="anna", *, embed=(), data=None, **changes):
        info = self.signer_info(entity, by, **changes)
        hash_name = changes.get("hash_name", "sha256")
        version = 3 if changes.get("by_key_id") else 1
        shape = {"hash_names": (hash_name,), "version": version, "certificates": [self.who(n) for n in embed]}
        return cms.content_info(names.SIGNED_DATA, cms.signed_data([info], **(shape | (data or {}))))

    def signed(self, entity=None, *, part=None, by="anna", embed=(), data=None, signature=None, sign=None, **shape):
        """multipart/signed; `sign` goes to the signer, `shape` to the multipart."""
        entity = self.entity() if entity is None else entity
        self.signed_entity = entity
        signature = signature or self.signature(entity, by, embed=embed, data=data, **(sign or {}))
        return mime.multipart(entity, part or mime.signature_part(signature), **shape)

    # The envelope

    def agree(self, name, content_key, **changes):
        return cms.key_agreement(self.who(name), content_key, self.random, **changes)

    def transport(self, name, content_key, scheme="oaep", *, hash_name="sha256", by_key_id=False, change_key=None,
                  key_algorithm=None, **padding):
        identity = self.who(name)
        public = identity.key.public_key()
        if scheme == "oaep":
            encrypted = primitives.oaep(public, hash_name, content_key, self.random, **padding)
            written = cms.oaep_algorithm(hash_name)
        else:
            encrypted = primitives.pkcs1(public, content_key, self.random, **padding)
            written = der.algorithm(names.RSA, der.NULL)
        encrypted = change_key(encrypted) if change_key else encrypted
        return cms.key_transport(identity, encrypted, key_algorithm or written, by_key_id=by_key_id)

    def wrap_for(self, to, content_key, **changes):
        return [
            self.transport(name, content_key, **changes) if self.who(name).is_rsa
            else self.agree(name, content_key, **changes) for name in to
        ]

    def gcm(self, content=None, to=("ontvanger-a",), *, key_size=32, recipients=None, kind=names.DATA, tag_size=16,
            nonce=12, algorithm=None, authenticated=None, additional=None, change=None, tag=None, data=None,
            encrypt=None, **wrapping):
        """AuthEnvelopedData with AES-GCM. `change` spoils the ciphertext, `tag` the tag, after encryption."""
        content = self.signed() if content is None else content
        content_key, nonce = self.random.take(key_size), self.random.take(nonce)
        recipients = self.wrap_for(to, content_key, **wrapping) if recipients is None else recipients(content_key)
        attributes = der.set_of(*authenticated) if authenticated else b""
        additional = attributes if additional is None else additional
        encrypt = encrypt or (lambda *inputs: primitives.gcm(*inputs, additional, tag_size))
        encrypted, mac = encrypt(content_key, nonce, content)
        algorithm = algorithm(nonce) if algorithm else cms.gcm_algorithm(nonce, tag_size)
        encrypted = change(encrypted) if change else encrypted
        shape = {"authenticated": der.implicit(1, attributes) if attributes else b""} | (data or {})
        return cms.content_info(names.AUTH_ENVELOPED_DATA, cms.auth_enveloped(
            recipients, cms.encrypted_content(algorithm, encrypted, kind), tag(mac) if tag else mac, **shape))

    def cbc(self, content=None, to=("ontvanger-cbc",), *, key_size=32, recipients=None, algorithm=None, change=None,
            pad=True, version=2, data=None, kind=names.DATA, dotted=names.AES256_CBC, **wrapping):
        """EnvelopedData with AES-CBC."""
        content = self.signed() if content is None else content
        content_key, vector = self.random.take(key_size), self.random.take(16)
        recipients = self.wrap_for(to, content_key, **wrapping) if recipients is None else recipients(content_key)
        encrypted = primitives.cbc(content_key, vector, content, pad)
        algorithm = algorithm(vector) if algorithm else der.algorithm(dotted, der.octets(vector))
        encrypted = change(encrypted) if change else encrypted
        shape = dict(data or {})
        cut = shape.pop("cut", None)
        written = der.implicit(0, der.octets(encrypted)) if cut is None else cut(encrypted) if callable(cut) else cut
        return cms.content_info(names.ENVELOPED_DATA, cms.enveloped(
            recipients, der.sequence(der.oid(kind), algorithm, written), version=version, **shape))
