import { Button } from "antd";
import { useState } from "react";

import { present, readFields, shown } from "../../components/formFields";
import { PartsList, partsOf } from "../../components/PartsList";
import { useItem, useRead } from "../../components/useCatalogue";
import { CaseSystemsPart } from "../../console/CaseSystemsPart";
import { KeyButton } from "../../console/KeyButton";
import { ReadFault } from "../../console/ReadFault";
import { useCaseSystems } from "../../console/useCaseSystems";
import { useChoices } from "../../console/useChoices";
import type { CaseAct } from "../../generated/backoffice";
import type { CaseEvent, CaseId, CaseView } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { Documents } from "../official/session/Documents";
import { ActionDialog } from "./ActionDialog";
import { CasePapers } from "./CasePapers";
import { SupplyPages } from "./SupplyPages";
import { offered } from "./actions";
import type { OfficeAction } from "./actions";

interface Props {
  readonly page: "official" | "supervisor";
  readonly id: CaseId;
  readonly onChanged: () => void;
}

/** One case: what is known, its papers, its history, and a button for everything that may be done now. */
export function CaseDetail({ page, id, onChanged }: Props) {
  const { t, language, read } = useLanguage();
  const [done, setDone] = useState<CaseView | null>(null);
  const [action, setAction] = useState<OfficeAction | null>(null);
  const { value, error, cut } = useRead<CaseView>(page, `/api/cases/${id}`);
  const view = done ?? value;
  const history = useRead<readonly CaseAct[]>(page, `/api/cases/${id}/history#${view?.version ?? 0}-${view?.state ?? ""}`);
  const { divisions } = useChoices(page);
  const item = useItem(page, view?.item ?? null, view?.itemVersion);
  const { systems, look } = useCaseSystems(page, view);
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const place = (division: string) => {
    const named = divisions.find(({ code }) => code === division);
    return named ? read(named.name) : division;
  };
  if (error !== null || cut) return <ReadFault error={error} cut={cut} />;
  if (!view) return <p role="status">{t("loading")}</p>;
  return (
    <div className="office-detail" data-testid="case-detail">
      <div className="office-bar">
        {offered(view, page).map((each, place) => (
          <KeyButton key={each} hotkey={place < 9 ? String(place + 1) : "0"} label={t(`action.${each}`)} testId={`action-${each}`} onPress={() => setAction(each)} />
        ))}
        {view.notice && page === "official" && (
          <Button href={`/api/cases/${view.id}/notice.pdf?page=official`} target="_blank">
            {t("notice.open")}
          </Button>
        )}
      </div>
      <dl className="office-facts">
        <div>
          <dt>{t("case.item")}</dt>
          <dd>{read(view.itemName)}</dd>
        </div>
        <div>
          <dt>{t("backoffice.stage")}</dt>
          <dd data-testid="case-state" data-state={view.state}>
            {t(`case.state.${view.state}`)}
            {view.decision && ` · ${t(`decision.${view.decision}`)}`}
            {view.paused && ` · ${t(`field.cause.${view.paused}`)}`}
          </dd>
        </div>
        <div>
          <dt>{t("case.due-on")}</dt>
          <dd>{view.dueOn ?? "–"}</dd>
        </div>
        <div>
          <dt>{t("backoffice.places")}</dt>
          <dd>
            {place(view.receiving)} → {place(view.deciding)}
          </dd>
        </div>
        {view.reason && (
          <div>
            <dt>{t("field.reason")}</dt>
            <dd>
              {view.reason} {view.ground}
            </dd>
          </div>
        )}
        {(item ? present(readFields(item, language), view.values) : []).map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>{shown(field, view.values[field.name], t) || "–"}</dd>
          </div>
        ))}
      </dl>
      <PartsList parts={partsOf(view)} heading="h3" look="office-facts" />
      <CaseSystemsPart page={page} id={view.id} systems={systems} heading="h3" onTried={look} />
      {view.urges.map((urge) => (
        <p key={urge.at}>
          {moment.format(new Date(urge.at))} {t("backoffice.urged")}
          {urge.text && `: ${urge.text}`} {urge.number} {urge.answer ? `→ ${urge.answer}` : ""}
        </p>
      ))}
      <CasePapers view={view} shown={page === "official"} />
      {page === "official" && (
        <>
          <SupplyPages
            view={view}
            onDone={(after) => {
              setDone(after);
              onChanged();
            }}
          />
          <Documents view={view} />
        </>
      )}
      <section aria-labelledby="history">
        <h3 id="history">{t("backoffice.history")}</h3>
        <ol className="office-timeline" data-testid="history">
          {history.value?.map((act, place) => (
            <li key={place}>
              {moment.format(new Date(act.at))} · {t(`event.${act.act as CaseEvent}`)} · {act.name ? read(act.name) : t(`role.${act.role}`)}
            </li>
          ))}
        </ol>
      </section>
      {action && (
        <ActionDialog
          page={page}
          view={view}
          action={action}
          onClose={() => setAction(null)}
          onDone={(after) => {
            setAction(null);
            setDone(after);
            onChanged();
          }}
        />
      )}
    </div>
  );
}
