import Testing

@testable import Schemas

struct URIReferenceTests {
    /// The examples of RFC 3986 section 5.4.
    @Test(arguments: [
        ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
        ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
        ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."),
        ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
        ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"), ("g#s/../x", "http://a/b/c/g#s/../x"),
    ])
    func isResolvedAgainstABase(_ reference: String, _ expected: String) {
        #expect(URIReference(reference).resolved(against: URIReference("http://a/b/c/d;p?q")).text == expected)
    }

    @Test(arguments: [
        ("#a", "urn:uuid:deadbeef", "urn:uuid:deadbeef#a"), ("urn:b", "urn:a", "urn:b"), ("x.json", "", "x.json"),
        ("x", "http://a", "http://a/x"),
    ])
    func alsoWithoutAHierarchy(_ reference: String, _ base: String, _ expected: String) {
        #expect(URIReference(reference).resolved(against: URIReference(base)).text == expected)
    }

    @Test(arguments: [("#/a%25b/%7Ex", "/a%b/~x"), ("x", ""), ("#%E2%82%AC", "€")])
    func fragmentsAreDecoded(_ text: String, _ fragment: String) {
        #expect(URIReference(text).decodedFragment == fragment)
    }

    @Test(arguments: ["#%", "#%4", "#%zz", "#%ff"])
    func brokenFragmentsHaveNoDecoding(_ text: String) {
        #expect(URIReference(text).decodedFragment == nil)
    }
}
