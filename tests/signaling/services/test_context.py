from signaling.services.context import fresh_id


def test_an_identifier_is_short_safe_in_a_url_and_never_the_same() -> None:
    made = {fresh_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(one) == 22 and one.replace("-", "").replace("_", "").isalnum() for one in made)
