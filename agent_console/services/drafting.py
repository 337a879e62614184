"""Which papers a case calls for, and what stands in them: drafts, to be set and sealed by `services.documents`."""

import secrets
from collections.abc import Iterator
from datetime import timedelta

import msgspec
from sqlalchemy import select

from agent_console.core import acts
from agent_console.core.clock import local_day
from agent_console.core.form import properties
from agent_console.core.identity import mask
from agent_console.core.summary import summarise
from agent_console.receipts.application import Application, application_paper
from agent_console.receipts.correction import Correction, Defect, correction_paper
from agent_console.receipts.licence import Licence, licence_paper
from agent_console.receipts.money import Payment, mask_account, payment_paper
from agent_console.receipts.notice import MaterialReceived, Notice, notice_paper
from agent_console.receipts.paper import Paper, Row, text
from agent_console.receipts.refusal import Refusal, refusal_paper
from agent_console.receipts.seal import Use
from agent_console.receipts.slip import Original, Slip, slip_paper
from agent_console.receipts.supervision import Supervision, Urging, supervision_paper
from agent_console.receipts.takehome import TakeHome, takehome_paper
from agent_console.services.dossier import Dossier
from agent_console.store import accounts, documents
from agent_console.store.tables import cases, divisions, offices
from signaling.protocol.case_views import CaseState, SummaryLine
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import Text
from signaling.store.tables import sessions

HOTLINE = "12345"  # The country's number for government services.
SYSTEM = Text(zh="系统", en="System")
_ROLES = {
    Role.WINDOW: text("办事人", "Resident"),
    Role.CLERK: text("窗口人员", "Clerk"),
    Role.OFFICIAL: text("工作人员", "Official"),
}
_FOLLOWING = {
    CaseState.CORRECTING: text(
        "请按告知书补齐材料，凭原号优先办理", "Bring what the notice names; you go first with this number"
    ),
    CaseState.CLOSED: text("已办结，不用再来", "Done; no need to come again"),
}
_UNDER_REVIEW = text(
    "等待审核，结果按您选的方式送达，不用再来", "Under review; the result comes as you chose, no need to return"
)


class Draft(msgspec.Struct, frozen=True):
    """One paper to be made; `use` says with which of the authority's seals."""

    case_id: CaseId
    kind: str
    mark: str
    token: str
    paper: Paper
    use: Use | None = None
    seal: str = ""


def called_for(dossier: Dossier, public_url: str) -> tuple[Draft, ...]:
    """Return the papers that a case calls for by itself and that have not been made."""
    made = {(document.kind, document.mark) for document in documents.of_case(dossier.tx, dossier.row.id)}
    desk = Drafting(dossier, public_url)
    return tuple(draft for draft in desk.all() if (draft.kind, draft.mark) not in made)


class Drafting:
    """The drafts of one case, in one transaction."""

    def __init__(self, dossier: Dossier, public_url: str) -> None:
        self._dossier = dossier
        self._url = public_url
        self._tx = dossier.tx
        self._case = dossier.case
        self._item = dossier.item
        self._row = dossier.row
        self._done = documents.acts_of(dossier.tx, dossier.row.id)

    def all(self) -> Iterator[Draft]:
        """Give every paper that the case calls for by itself."""
        case = self._case
        for done in self._done:
            match done.act:
                case acts.Accepted() if case.number is not None:
                    yield self.notice()
                case acts.CorrectionAsked():
                    yield self._correction(done)
                case acts.Declined():
                    yield self._refusal(done, "not-accepted", done.act.reason, done.act.ground)
                case acts.Decided("refused"):
                    yield self._refusal(done, "refused", done.act.reason, done.act.ground)
                case acts.HandedOver():
                    yield self._slip(done)
                case acts.Escalated(supervisor=True):
                    yield self._supervision(done)
                case _:
                    pass
        if case.decision == "granted" and case.state is CaseState.DECIDED:
            yield self.result()

    def done(self) -> list[documents.Done]:
        """Return what was done to the case, oldest first."""
        return self._done

    # -- Papers ------------------------------------------------------------------------------------

    def notice(self) -> Draft:
        """The acceptance notice."""
        case, item, handling = self._case, self._item, self._dossier.handling
        assert case.number is not None
        assert case.accepted_at is not None
        received = tuple(
            MaterialReceived(material.name, len(pages))
            for material in item.materials
            if (pages := case.accepted_pages(material.code))
        )
        notice = Notice(
            number=case.number,
            item=item.name,
            authority=self.authority(),
            resident=self._resident(),
            official=self._official(),
            accepted_at=case.accepted_at,
            due_on=self.due_on(),
            committed_days=handling.committed_days,
            legal_days=handling.legal_days,
            fee=item.fee,
            materials=received,
            summary_hash=case.summary_hash or "",
            link=f"{self._url}/progress/{case.token}",
        )
        return self._draft("notice", "", notice_paper(notice), Use.ACCEPTANCE)

    def _correction(self, done: documents.Done) -> Draft:
        assert isinstance(done.act, acts.CorrectionAsked)
        names = {material.code: material.name for material in self._item.materials}
        defects = tuple(
            Defect(
                names.get(one.code) or self._item.labels.get(one.code) or text(one.code, one.code),
                text(one.reason, one.reason),
            )
            for one in done.act.missing
        )
        token = _token()
        correction = Correction(
            number=self._number(),
            item=self._item.name,
            authority=self.authority(),
            resident=self._resident(),
            official=self._official(),
            at=done.at,
            until=done.act.due.isoformat(),
            defects=defects,
            phone=self._phone(),
            link=f"{self._url}/progress/{token}",
        )
        return self._draft("correction", done.at.isoformat(), correction_paper(correction), Use.ACCEPTANCE, token)

    def _refusal(self, done: documents.Done, kind: str, reason: str, ground: str) -> Draft:
        token = _token()
        division = self._division(self._dossier.handling.deciding)
        refusal = Refusal(
            kind="refused" if kind == "refused" else "not-accepted",
            number=self._number(),
            item=self._item.name,
            authority=self.authority(),
            reviewer=text(f"{division.zh}人民政府", f"the People's Government of {division.en}".rstrip()),
            resident=self._resident(),
            official=self._name(done.actor),
            at=done.at,
            reason=text(reason, reason),
            clause=text(ground, ground),
            link=f"{self._url}/check/{token}",
        )
        use = Use.APPROVAL if kind == "refused" else Use.ACCEPTANCE
        return self._draft("refusal", kind, refusal_paper(refusal), use, token)

    def _slip(self, done: documents.Done) -> Draft:
        assert isinstance(done.act, acts.HandedOver)
        originals = tuple(
            Original(material.name, len(self._case.accepted_pages(material.code)) or 1, "sent")
            for material in self._item.materials
            if material.code in done.act.materials
        )
        slip = Slip(
            number=done.act.slip,
            case_number=self._number(),
            item=self._item.name,
            sender=self.receiving_office(),
            receiver=self.authority(),
            clerk=self._name(done.actor),
            at=done.at,
            originals=originals,
        )
        return self._draft("slip", done.act.slip, slip_paper(slip))

    def _supervision(self, done: documents.Done) -> Draft:
        assert isinstance(done.act, acts.Escalated)
        token = _token()
        division = self._division(self._dossier.handling.deciding)
        letter = Supervision(
            number=done.act.number or self._number(),
            case_number=self._number(),
            item=self._item.name,
            authority=text(f"{division.zh}政务服务督导", f"Supervision of Government Services, {division.en}"),
            department=self.authority(),
            accepted_at=self._case.accepted_at or done.at,
            due_on=self.due_on(),
            at=done.at,
            answer_by=(local_day(done.at) + timedelta(days=1)).isoformat(),
            urgings=tuple(
                Urging(urge.at, _ROLES.get(urge.role, SYSTEM), urge.answer is not None) for urge in self._case.urges
            ),
            link=f"{self._url}/check/{token}",
        )
        seal = f"{self._dossier.handling.deciding}-supervision"
        return self._draft("supervision", letter.number, supervision_paper(letter), Use.SUPERVISION, token, seal)

    def result(self) -> Draft:
        """What a granted case gives: money with the account masked, else a licence."""
        item = self._item
        decided = next(done.at for done in reversed(self._done) if isinstance(done.act, acts.Decided))
        token = _token()
        link = f"{self._url}/check/{token}"
        number = f"{'ZF' if item.pays else 'ZZ'}-{self._number()}"
        if item.pays:
            payment = Payment(
                number=number,
                case_number=self._number(),
                item=item.name,
                authority=self.authority(),
                at=decided,
                amount=self._answer("amount"),
                bank=self._answer("bank", without="account"),
                account=mask_account(self._bank_account()),
                link=link,
            )
            return self._draft("payment", "", payment_paper(payment), Use.APPROVAL, token)
        licence = Licence(
            number=number,
            case_number=self._number(),
            name=item.result or text("准予决定书", "Decision to Grant"),
            item=item.name,
            authority=self.authority(),
            at=decided,
            particulars=self._particulars(),
            link=link,
        )
        return self._draft("licence", "", licence_paper(licence), Use.APPROVAL, token)

    def take_home(self, session: str) -> Draft:
        """The large-print sheet, one for each visit."""
        case = self._case
        at = case.stage_since or self._done[-1].at
        token = _token()
        link = f"{self._url}/progress/{case.token or token}"
        sheet = TakeHome(
            number=self._number(),
            item=self._item.name,
            authority=self.authority(),
            official=self._official(),
            at=at,
            following=_FOLLOWING.get(case.state, _UNDER_REVIEW),
            due_on=case.correction.due.isoformat() if case.correction else self.due_on(),
            phone=self._phone(),
            link=link,
        )
        return self._draft("take-home", f"{session}/{case.state.value}"[:64], takehome_paper(sheet), token=token)

    def application(self) -> Draft | None:
        """The form for a signature in ink; None while nothing was presented."""
        case = self._case
        if case.summary is None or case.summary_hash is None:
            return None
        form = Application(
            number=self._number(),
            item=self._item.name,
            authority=self.authority(),
            at=case.stage_since or self._done[-1].at,
            lines=case.summary,
            summary_hash=case.summary_hash,
        )
        return self._draft("application", case.summary_hash[:64], application_paper(form))

    def _particulars(self) -> tuple[Row, ...]:
        """Return what was answered in the form and belongs on a licence; a telephone number does not."""
        labels = {label for name, label in self._item.labels.items() if "=" not in name and "phone" not in name}
        return tuple(Row(line.label, mask_number(line.value)) for line in self._lines() if line.label in labels)

    def _lines(self) -> tuple[SummaryLine, ...]:
        """Return what was confirmed; of a part, its own share of what the resident confirmed for the whole."""
        return self._case.summary or summarise(self._item, self._case, self._row.language)

    # -- Names -------------------------------------------------------------------------------------

    def authority(self) -> Text:
        """Return the authority that decides: its division and department."""
        division = self._division(self._dossier.handling.deciding)
        department = self._item.department_name
        return text(f"{division.zh}{department.zh}", f"{department.en}{', ' if division.en else ''}{division.en}")

    def _draft(
        self, kind: str, mark: str, paper: Paper, use: Use | None = None, token: str = "", seal: str = ""
    ) -> Draft:
        handling = self._dossier.handling
        seal = seal or handling.seal or f"{handling.deciding}-{self._row.department}"
        return Draft(self._row.id, kind, mark, token or _token(), paper, use, seal)

    def _division(self, code: str) -> Text:
        found: Text | None = self._tx.execute(
            select(divisions.c.name).where(divisions.c.code == code)
        ).scalar_one_or_none()
        return found or text("", "")

    def receiving_office(self) -> Text:
        """Return the office where the application was taken."""
        office = self._office()
        return office.name if office is not None else self._division(self._dossier.handling.receiving)

    def _phone(self) -> str:
        office = self._office()
        return f"{office.phone} / {HOTLINE}" if office is not None and office.phone else HOTLINE

    def _office(self) -> "_Office | None":
        row = self._tx.execute(
            select(offices.c.name, offices.c.phone).where(offices.c.id == self._dossier.handling.receiving_office)
        ).one_or_none()
        return None if row is None else _Office(row.name, row.phone)

    def _number(self) -> str:
        return self._case.number or self._row.id[:12]

    def due_on(self) -> str:
        """Return the ISO date by which the case is due, or nothing."""
        return self._dossier.due_on.isoformat() if self._dossier.due_on else ""

    def _resident(self) -> str:
        found: str = self._tx.execute(select(cases.c.resident).where(cases.c.id == self._row.id)).scalar_one()
        return found

    def _official(self) -> Text:
        found: Text = self._tx.execute(
            select(sessions.c.official_name).where(sessions.c.id == self._row.session)
        ).scalar_one()
        return found

    def _name(self, account: str) -> Text:
        found = accounts.get_account(self._tx, account)
        return found.name if found is not None else SYSTEM

    def _bank_account(self) -> str:
        """Return the account that money goes to; an account with the authority itself is another matter."""
        for name, schema in properties(self._item.form).items():
            if schema.get("format") == "bank-account" and name in self._case.values:
                return str(self._case.values[name])
        return self._answer("account")

    def _answer(self, part: str, without: str = "") -> str:
        """Return the first answer whose field is named so, e.g. `bank_account` by "account"."""
        for name, value in self._case.values.items():
            parts = name.split("_")
            if part in parts and without not in parts and isinstance(value, str | int | float):
                return str(value)
        return ""


class _Office(msgspec.Struct, frozen=True):
    name: Text
    phone: str


def mask_number(value: str) -> str:
    """Return what a person answered, with numbers of identity cards and telephones hidden in part."""
    digits = value.removesuffix("X").removesuffix("x")
    return mask(value) if digits.isdigit() and len(digits) >= 11 else value


def _token() -> str:
    return secrets.token_urlsafe(18)
