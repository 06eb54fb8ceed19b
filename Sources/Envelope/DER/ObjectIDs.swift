/// The identifiers of the profile.
extension ObjectID {
    // RFC 5652, 5083: content types.
    static let data = ObjectID(1, 2, 840, 113549, 1, 7, 1)
    static let signedData = ObjectID(1, 2, 840, 113549, 1, 7, 2)
    static let envelopedData = ObjectID(1, 2, 840, 113549, 1, 7, 3)
    static let authEnvelopedData = ObjectID(1, 2, 840, 113549, 1, 9, 16, 1, 23)
    static let compressedData = ObjectID(1, 2, 840, 113549, 1, 9, 16, 1, 9)

    // RFC 5652, 11 and RFC 5035: signed attributes.
    static let contentType = ObjectID(1, 2, 840, 113549, 1, 9, 3)
    static let messageDigest = ObjectID(1, 2, 840, 113549, 1, 9, 4)
    static let signingTime = ObjectID(1, 2, 840, 113549, 1, 9, 5)
    static let signingCertificateV2 = ObjectID(1, 2, 840, 113549, 1, 9, 16, 2, 47)

    // RFC 2634, 2: receipts that mail programs sign.
    static let signedReceipt = ObjectID(1, 2, 840, 113549, 1, 9, 16, 1, 1)
    static let receiptRequest = ObjectID(1, 2, 840, 113549, 1, 9, 16, 2, 1)
    static let messageSignatureDigest = ObjectID(1, 2, 840, 113549, 1, 9, 16, 2, 5)

    // RFC 5754: digests.
    static let sha1 = ObjectID(1, 3, 14, 3, 2, 26)
    static let sha256 = ObjectID(2, 16, 840, 1, 101, 3, 4, 2, 1)
    static let sha384 = ObjectID(2, 16, 840, 1, 101, 3, 4, 2, 2)
    static let sha512 = ObjectID(2, 16, 840, 1, 101, 3, 4, 2, 3)

    // RFC 3279, 5480, 5758, 8017: keys and signatures.
    static let rsaEncryption = ObjectID(1, 2, 840, 113549, 1, 1, 1)
    static let sha1WithRSA = ObjectID(1, 2, 840, 113549, 1, 1, 5)
    static let sha256WithRSA = ObjectID(1, 2, 840, 113549, 1, 1, 11)
    static let sha384WithRSA = ObjectID(1, 2, 840, 113549, 1, 1, 12)
    static let sha512WithRSA = ObjectID(1, 2, 840, 113549, 1, 1, 13)
    static let ecPublicKey = ObjectID(1, 2, 840, 10045, 2, 1)
    static let p256 = ObjectID(1, 2, 840, 10045, 3, 1, 7)
    static let p384 = ObjectID(1, 3, 132, 0, 34)
    static let ecdsaWithSHA1 = ObjectID(1, 2, 840, 10045, 4, 1)
    static let ecdsaWithSHA256 = ObjectID(1, 2, 840, 10045, 4, 3, 2)
    static let ecdsaWithSHA384 = ObjectID(1, 2, 840, 10045, 4, 3, 3)
    static let ecdsaWithSHA512 = ObjectID(1, 2, 840, 10045, 4, 3, 4)

    // RFC 8017, 5753, 3565, 5084: key transport, key agreement, content.
    static let rsaesOAEP = ObjectID(1, 2, 840, 113549, 1, 1, 7)
    static let mgf1 = ObjectID(1, 2, 840, 113549, 1, 1, 8)
    static let dhSinglePassSHA256KDF = ObjectID(1, 3, 132, 1, 11, 1)
    static let dhSinglePassSHA384KDF = ObjectID(1, 3, 132, 1, 11, 2)
    static let aes256Wrap = ObjectID(2, 16, 840, 1, 101, 3, 4, 1, 45)
    static let aes256CBC = ObjectID(2, 16, 840, 1, 101, 3, 4, 1, 42)
    static let aes256GCM = ObjectID(2, 16, 840, 1, 101, 3, 4, 1, 46)

    // RFC 8018: private keys at rest.
    static let pbes2 = ObjectID(1, 2, 840, 113549, 1, 5, 13)
    static let pbkdf2 = ObjectID(1, 2, 840, 113549, 1, 5, 12)
    static let hmacWithSHA256 = ObjectID(1, 2, 840, 113549, 2, 9)

    // RFC 5280, X.520: names and extensions.
    static let commonName = ObjectID(2, 5, 4, 3)
    static let serialNumber = ObjectID(2, 5, 4, 5)
    static let organization = ObjectID(2, 5, 4, 10)
    static let organizationalUnit = ObjectID(2, 5, 4, 11)
    static let subjectKeyIdentifier = ObjectID(2, 5, 29, 14)
    static let keyUsage = ObjectID(2, 5, 29, 15)
    static let subjectAltName = ObjectID(2, 5, 29, 17)
    static let basicConstraints = ObjectID(2, 5, 29, 19)
    static let crlNumber = ObjectID(2, 5, 29, 20)
    static let authorityKeyIdentifier = ObjectID(2, 5, 29, 35)
    static let extendedKeyUsage = ObjectID(2, 5, 29, 37)
    static let serverAuth = ObjectID(1, 3, 6, 1, 5, 5, 7, 3, 1)
    static let clientAuth = ObjectID(1, 3, 6, 1, 5, 5, 7, 3, 2)
    static let emailProtection = ObjectID(1, 3, 6, 1, 5, 5, 7, 3, 4)
    static let extensionRequest = ObjectID(1, 2, 840, 113549, 1, 9, 14)
}
