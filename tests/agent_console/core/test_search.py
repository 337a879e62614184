import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.core.search import Document, Index, Kind

INDEX = Index(
    [
        Document(
            "shop",
            (
                (Kind.NAME, "个体工商户设立登记"),
                (Kind.NAME, "Registration of an individual business"),
                (Kind.ALIAS, "开店"),
                (Kind.ALIAS, "open a shop"),
                (Kind.PLACE, "市场监督管理局"),
                (Kind.PLACE, "Administration for Market Regulation"),
            ),
        ),
        Document(
            "shop-end",
            (
                (Kind.NAME, "个体工商户注销登记"),
                (Kind.NAME, "Closing of an individual business"),
                (Kind.ALIAS, "close a shop"),
            ),
        ),
        Document("company", ((Kind.NAME, "公司登记"), (Kind.NAME, "Registration of a company"))),
        Document("branch", ((Kind.NAME, "分公司登记"), (Kind.NAME, "Registration of a branch"))),
        Document("company-change", ((Kind.NAME, "公司登记变更"), (Kind.NAME, "Change of a company's registration"))),
        Document("title", ((Kind.NAME, "不动产转移登记"), (Kind.ALIAS, "过户"), (Kind.NAME, "Transfer of a property"))),
        Document("marriage", ((Kind.NAME, "婚姻登记"), (Kind.NAME, "Marriage"), (Kind.PLACE, "民政局"))),
    ]
)


def found(query: str) -> list[str]:
    return [hit.id for hit in INDEX.find(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("开店", "shop"),
        ("我想开店", "shop"),
        ("kaidian", "shop"),
        ("kai dian", "shop"),
        ("KAIDIAN", "shop"),
        ("kd", "shop"),
        ("kaidain", "shop"),
        ("kaidan", "shop"),
        ("open a shop", "shop"),
        ("opening shops", "shop"),
        ("opne shop", "shop"),
        ("个体 设立", "shop"),
        ("设立 个体", "shop"),
        ("market registration", "shop"),
        ("市场监督", "shop"),
        ("bussiness closing", "shop-end"),
        ("不动产过户", "title"),
        ("不动产登记转移", "title"),
        ("bdczydj", "title"),
        ("budongchan", "title"),
        ("transfering property", "title"),
        ("昏姻登记", "marriage"),
        ("marr", "marriage"),
        ("mzj", "marriage"),
    ],
)
def test_what_is_meant_comes_first(query: str, first: str) -> None:
    assert found(query)[:1] == [first]


def test_the_very_name_comes_before_its_beginning_and_before_its_middle() -> None:
    assert found("公司登记") == ["company", "company-change", "branch"]


def test_a_name_with_signs_in_it_is_found_as_it_stands() -> None:
    index = Index([Document(str(kind), ((Kind.NAME, f"公积金提取(第 {kind} 类)"),)) for kind in range(1, 12)])
    assert [hit.id for hit in index.find("公积金提取(第 7 类)")][:1] == ["7"]
    assert len(index.find("公积金提取 类")) == 11


def test_a_document_must_have_every_word_where_one_has() -> None:
    assert found("shop close") == ["shop-end"]
    assert set(found("shop marriage")) == {"shop", "shop-end", "marriage"}


def test_pinyin_begins_at_a_syllable() -> None:
    assert "shop" in found("gongshang")
    assert Index([Document("x", ((Kind.NAME, "长安"),))]).find("gan") == []


def test_what_is_not_wanted_is_not_found_and_hides_nothing() -> None:
    hits = INDEX.find("shop close", lambda name: name != "shop-end")
    assert [hit.id for hit in hits] == ["shop"]


@pytest.mark.parametrize("query", ["", " ", "的", "the", "？", "qqqqzz"])
def test_what_says_nothing_finds_nothing(query: str) -> None:
    assert found(query) == []


@given(st.text(max_size=150))
def test_any_text_may_be_asked(query: str) -> None:
    hits = INDEX.find(query)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.id for hit in hits}) == len(hits)


@given(st.lists(st.tuples(st.sampled_from(Kind), st.text(max_size=20)), max_size=5))
def test_any_text_may_be_indexed(texts: list[tuple[Kind, str]]) -> None:
    index = Index([Document("only", tuple(texts))])
    for _, text in texts:
        index.find(text)
