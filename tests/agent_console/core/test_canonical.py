from agent_console.core.canonical import canonical, fingerprint, sha256


def test_equal_values_have_the_same_bytes_whatever_their_order() -> None:
    assert canonical({"b": 1, "a": "号"}) == canonical({"a": "号", "b": 1}) == '{"a":"号","b":1}'.encode()


def test_a_fingerprint_is_the_sha256_of_the_canonical_bytes() -> None:
    assert fingerprint({"a": 1}) == sha256(b'{"a":1}')
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})
    # FIPS 180-4, the empty message.
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
