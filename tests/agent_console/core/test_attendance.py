from msgspec.structs import replace

from agent_console.core.attendance import needs_clerk
from agent_console.demo.seed import read_demo_catalogue


def test_an_original_to_be_seen_or_a_wet_signature_needs_a_clerk() -> None:
    item = replace(read_demo_catalogue()[0], signature="finger")
    papers = tuple(replace(material, original_seen=False) for material in item.materials)
    assert not needs_clerk(replace(item, materials=papers))
    assert needs_clerk(replace(item, materials=(replace(papers[0], original_seen=True), *papers[1:])))
    assert needs_clerk(replace(item, materials=papers, signature="wet"))
