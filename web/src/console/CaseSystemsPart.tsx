import { Button } from "antd";
import { useState } from "react";

import type { CaseSystems, PushView } from "../generated/systems";
import type { CaseId } from "../generated/wire";
import { explain, useLanguage } from "../i18n";
import { send } from "../wire/rest";
import { faultOf } from "./faults";

interface Props {
  readonly page: "official" | "supervisor";
  readonly id: CaseId;
  readonly systems: CaseSystems["systems"];
  readonly heading: "h3" | "h4";
  readonly onTried: () => void;
}

/** Where an accepted case went: the number it has there, how it stands, their document; or why it has not arrived. */
export function CaseSystemsPart({ page, id, systems, heading: Heading, onTried }: Props) {
  const { t, language, read } = useLanguage();
  const [trying, setTrying] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const time = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
  const gone = systems.flatMap(({ title, push }) => (push ? [{ title, push }] : []));
  if (gone.length === 0) return null;
  const retry = (push: PushView) => {
    setTrying(true);
    setError(null);
    send<PushView>(page, `/api/cases/${id}/systems/${encodeURIComponent(push.system)}/retry`, {})
      .then(onTried)
      .catch(setError)
      .finally(() => setTrying(false));
  };
  return (
    <section className="case-systems" aria-label={t("systems.title")} data-testid="case-systems">
      <Heading>{t("systems.title")}</Heading>
      {gone.map(({ title, push }) => (
        <div key={push.system} data-testid={`system-${push.system}`} data-state={push.foreignState ?? push.state}>
          <p>
            {read(title)} · <strong>{t(stateOf(push))}</strong>
          </p>
          {push.foreignNumber && <p className="case-systems-number">{t("systems.case.number", { number: push.foreignNumber })}</p>}
          {push.reason && <p>{t("systems.case.says", { reason: push.reason })}</p>}
          {push.fault && (
            <p className="systems-warning" role="status">
              {t(faultOf(push.fault))}
              {push.state === "waiting" && <> · {t("systems.case.by-hand")}</>}
            </p>
          )}
          {push.fault && <p>{t("systems.case.next", { at: time.format(new Date(push.dueAt)) })}</p>}
          {error !== null && <p className="systems-warning">{explain(error)}</p>}
          {page === "official" && push.state !== "answered" && (
            <Button size="small" loading={trying} data-testid={`retry-${push.system}`} onClick={() => retry(push)}>
              {t(push.state === "waiting" ? "messages.retry" : "systems.case.ask")}
            </Button>
          )}
          {push.result && (
            <Button size="small" href={`/api/cases/${id}/systems/${encodeURIComponent(push.system)}/result?page=${page}`} target="_blank">
              {t("systems.case.result")}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}

function stateOf(push: PushView) {
  if (push.state === "waiting") return "systems.case.waiting" as const;
  return `systems.case.${(push.foreignState ?? "received") as "received"}` as const;
}
