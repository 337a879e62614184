"""What the department's staff sees, as plain HTML. Everything that came from outside is escaped."""

import base64
from collections.abc import Iterator
from datetime import datetime
from html import escape

from agent_console.demo.department.records import MOVES, WITH_REASON, Case, Paper, State
from agent_console.demo.department.systems import SYSTEMS
from agent_console.demo.department.words import FIELDS, WORDS, Words

_FIRST = ' class="first"'
_TONES = {State.GRANTED: "good", State.REFUSED: "bad", State.SENT_BACK: "bad"}


class Sheet:
    """Writes pages in one language."""

    def __init__(self, *, chinese: bool) -> None:
        self._chinese = chinese

    def page(self, content: str) -> str:
        """Return a whole page around its content."""
        language, title = ("zh-CN" if self._chinese else "en"), self._says("title")
        return (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
            '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"></head><body>'
            f"<header><div><h1>{title}</h1><p>{self._says('other')}</p></div>"
            f'<a class="button" href="/language">{self._says("language")}</a></header>'
            f"<main>{content}</main></body></html>"
        )

    def forbidden(self) -> str:
        """Return what is said to somebody without the key."""
        return f"<section><p>{self._says('forbidden')}</p></section>"

    def lists(self, cases: list[Case], closed: frozenset[str]) -> str:
        """Return the cases of each system."""
        return "".join(self._list(name, [c for c in cases if c.system == name], name in closed) for name in SYSTEMS)

    def _list(self, name: str, cases: list[Case], closed: bool) -> str:
        title = self._of(SYSTEMS[name].title)
        head = (
            f'<div class="head"><h2 id="{name}">{title}</h2>'
            f'<p class="{"bad" if closed else "good"}">{self._says("closed" if closed else "running")}</p>'
            f'<form method="post" action="/service/{name}"><button name="on" value="{int(closed)}">'
            f"{self._says('reopen' if closed else 'close')}</button></form></div>"
        )
        return f'<section aria-labelledby="{name}">{head}{self._table(cases)}</section>'

    def _table(self, cases: list[Case]) -> str:
        if not cases:
            return f'<p class="empty">{self._says("none")}</p>'
        names = ("number", "serial", "received", "state")
        columns = "".join(f'<th scope="col">{self._says(word)}</th>' for word in names)
        rows = "".join(
            f'<tr><th scope="row">{case.number}</th><td>{escape(str(case.document.get("serial", "–")))}</td>'
            f"<td>{_time(case.received_at)}</td><td>{self._state(case)}</td>"
            f'<td><a class="button" href="/received/{case.number}">{self._says("open")}</a></td></tr>'
            for case in cases
        )
        return f"<table><thead><tr>{columns}<td></td></tr></thead><tbody>{rows}</tbody></table>"

    def case(self, case: Case, papers: list[Paper], *, missing: bool) -> str:
        """Return one case with its buttons; `missing` says that a reason was."""
        facts = [(self._says("received"), _time(case.received_at))]
        facts += [(self._field(path), escape(value)) for path, value in _flat(case.document)]
        rows = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in facts)
        pages = "".join(
            f'<figure><img alt="" src="{_inline(page)}"><figcaption>{self._field(page.material)}</figcaption></figure>'
            for page in papers
        )
        reason = f"<p>{self._says('reason')}: {escape(case.reason)}</p>" if case.reason else ""
        return (
            f'<p><a href="/">← {self._says("back")}</a></p>'
            f'<section aria-labelledby="case"><div class="head"><h2 id="case">{case.number}</h2>{self._state(case)}'
            f"<p>{self._of(SYSTEMS[case.system].title)}</p></div>{reason}{self._decide(case, missing)}"
            f"<h3>{self._says('contents')}</h3><dl>{rows}</dl>"
            f'<h3>{self._says("papers")} ({len(papers)})</h3><div class="papers">{pages}</div></section>'
        )

    def _decide(self, case: Case, missing: bool) -> str:
        if not MOVES[case.state]:
            link = f'<a href="/received/{case.number}/result">{self._says("result")}</a>'
            return f'<p class="empty">{link} · {self._says("result-note")}</p>'
        buttons = "".join(
            f'<button name="to" value="{to}"{"" if to in WITH_REASON else _FIRST}>{self._says(f"to-{to}")}</button>'
            for to in MOVES[case.state]
        )
        wrong = f'<p class="bad" role="alert">{self._says("reason-missing")}</p>' if missing else ""
        return (
            f'<form class="decide" method="post" action="/received/{case.number}/move">'
            f"<h3>{self._says('decide')}</h3>{wrong}<label>{self._says('reason-why')}"
            f'<input name="reason" maxlength="200" autocomplete="off"></label><div>{buttons}</div></form>'
        )

    def _state(self, case: Case) -> str:
        return f'<span class="state {_TONES.get(case.state, "")}">{self._says(case.state.value)}</span>'

    def _field(self, path: str) -> str:
        return self._of(FIELDS.get(path, Words(path, path)))

    def _says(self, word: str) -> str:
        return self._of(WORDS[word])

    def _of(self, words: Words) -> str:
        return escape(words.zh if self._chinese else words.en)


def _flat(document: dict[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields of a document with their paths, as a department's system shows what it was sent."""
    for name, value in document.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}/")
        else:
            yield f"{above}{name}", str(value)


def _inline(page: Paper) -> str:
    return f"data:{escape(page.content_type)};base64,{base64.b64encode(page.content).decode()}"


def _time(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
