import { Select } from "antd";
import { useEffect, useRef, useState } from "react";

import { KeyButton } from "../../../console/KeyButton";
import type { CaseSystems } from "../../../generated/systems";
import type { CaseView, PageView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import { ReturnDialog } from "./ReturnDialog";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView;
  readonly page: PageView;
  readonly fetched: CaseSystems["fetched"];
  readonly sending: boolean;
  readonly onAct: (command: CaseCommand) => void;
  readonly onTry: (command: CaseCommand) => Promise<unknown>;
}

/** Which material a page is, or why it has to be taken again. */
export function JudgePage({ session, view, page, fetched, sending, onAct, onTry }: Props) {
  const { t, read } = useLanguage();
  const missing = view.materials.find(({ pages, required }) => required && pages.length === 0) ?? view.materials[0];
  const suggested = view.materials.find(({ code }) => code === page.meantFor) ?? missing;
  const [material, setMaterial] = useState(suggested?.code);
  const [returning, setReturning] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  // A page has come: its judgement is what is due now, wherever the list of papers was scrolled to.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "nearest" }); // Returns a promise in newer browsers: nothing to clean up with.
  }, [page.state]);
  const allowed = view.actions.official ?? [];
  const origin = fetched.find((each) => each.page === page.hash);
  const number = view.pages.indexOf(page) + 1;
  return (
    <div ref={panel} className="judge">
      <h4>{t("judge.title", { n: number })}</h4>
      {origin && (
        <p className="judge-origin" data-testid="page-origin">
          {t("fetch.origin", { system: read(origin.title), number: origin.number })}
          {origin.expiresOn && <> · {t("fetch.until", { day: origin.expiresOn })}</>}
        </p>
      )}
      {page.state === "received" && <p role="status">{t("page.state.received")}</p>}
      {page.problems.length > 0 && (
        <div className="judge-problems" role="status">
          <ul>
            {page.problems.map((problem) => (
              <li key={problem}>{t(`page.problem.${problem}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {page.state === "read" && page.problems.length === 0 && <p className="judge-good">{t("judge.good")}</p>}
      {allowed.includes("accept-page") && page.state === "read" && (
        <>
          <Select
            aria-label={t("judge.material")}
            value={material}
            onChange={setMaterial}
            data-testid="judge-material"
            options={view.materials.map(({ code, name }) => ({ value: code, label: read(name) }))}
          />
          <KeyButton
            hotkey="a"
            label={t("judge.accept")}
            testId="accept-page"
            type="primary"
            block
            disabled={sending || material === undefined}
            onPress={() => material && onAct({ action: "accept-page", page: page.hash, material })}
          />
        </>
      )}
      {allowed.includes("return-page") && (
        <KeyButton hotkey="r" label={t("judge.return")} testId="return-page" block disabled={sending} onPress={() => setReturning(true)} />
      )}
      {returning && (
        <ReturnDialog
          language={session.ticket.language}
          problems={page.problems}
          onClose={() => setReturning(false)}
          onReturn={(reason) => onTry({ action: "return-page", page: page.hash, reason })}
        />
      )}
    </div>
  );
}
