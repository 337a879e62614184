"""What stands in a PDF, for tests that read documents as a person would."""

import io

import pypdf

from agent_console.receipts.paper import Paper, render


def words(pdf: bytes) -> str:
    """Return the text of all pages, without the breaks that a line's length makes."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")


def page_count(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def assert_says(paper: Paper, *expected: str, pages: int = 1) -> None:
    """Check that a paper fills so many pages and says all of this."""
    pdf = render(paper)
    assert page_count(pdf) == pages
    said = words(pdf).replace(" ", "")
    for phrase in expected:
        assert phrase.replace(" ", "") in said, phrase
