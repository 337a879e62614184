import { Alert, Button, Input } from "antd";
import { useState } from "react";

import type { CaseBrief, DoToSeveral, DoneToOne } from "../../generated/backoffice";
import type { Code } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import { Refusal } from "../../wire/refusal";
import { insist, send } from "../../wire/rest";

const ACTIONS = ["review", "decide", "answer-urge"] as const;
type Action = (typeof ACTIONS)[number];

interface Props {
  readonly chosen: readonly CaseBrief[];
  readonly onDone: () => void;
}

/** One thing done to several cases; what became of each is told in a line of its own. */
export function BulkBar({ chosen, onDone }: Props) {
  const { t } = useLanguage();
  const [text, setText] = useState("");
  const [results, setResults] = useState<readonly DoneToOne[]>([]);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const run = (action: Action) => {
    const body: DoToSeveral = { action, text, cases: chosen.map((row) => ({ case: row.id, version: row.version })) };
    const key = crypto.randomUUID();
    setNames(Object.fromEntries(chosen.map((row) => [row.id, row.number ?? t("backoffice.unnumbered")])));
    setBusy(true);
    setError(null);
    insist(() => send<readonly DoneToOne[]>("official", "/api/backoffice/actions", body, key))
      .then((done) => {
        setResults(done);
        onDone();
      })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <div className="office-bulk">
      {chosen.length > 0 && (
        <div className="office-bar">
          <strong>{t("backoffice.chosen", { n: chosen.length })}</strong>
          <Input aria-label={t("backoffice.text")} placeholder={t("backoffice.text")} value={text} maxLength={500} onChange={(event) => setText(event.target.value)} style={{ width: 280 }} />
          {ACTIONS.map((action) => (
            <Button key={action} loading={busy} data-testid={`bulk-${action}`} onClick={() => run(action)}>
              {t(`bulk.${action}`)}
            </Button>
          ))}
        </div>
      )}
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      {results.length > 0 && (
        <div role="status" data-testid="bulk-results">
          <ul>
            {results.map((done) => (
              <li key={done.case}>
                {names[done.case] ?? done.number}: {done.refused === null ? t("backoffice.done") : explain(new Refusal(done.refused as Code))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
