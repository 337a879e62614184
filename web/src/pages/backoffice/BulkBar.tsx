import { Alert } from "antd";
import { useState } from "react";

import { Dialog } from "../../console/Dialog";
import { KeyButton } from "../../console/KeyButton";
import type { Assignee } from "../../generated/choices";
import type { CaseBrief, DoneToOne } from "../../generated/backoffice";
import type { Code } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import { Refusal } from "../../wire/refusal";
import { BulkDialog } from "./BulkDialog";

export type BulkAction = CaseBrief["may"][number];

const KEYS: readonly (readonly [BulkAction, string])[] = [
  ["review", "v"],
  ["decide", "d"],
  ["answer-urge", "w"],
  ["urge", "u"],
  ["assign", "o"],
];

interface Props {
  readonly page: "official" | "supervisor";
  readonly chosen: readonly CaseBrief[];
  readonly colleagues: readonly Assignee[];
  readonly onDone: (left: readonly CaseBrief[]) => void;
}

/** One thing done to several cases; each action says to how many of them it may be done, and afterwards what became of each. */
export function BulkBar({ page, chosen, colleagues, onDone }: Props) {
  const { t } = useLanguage();
  const [action, setAction] = useState<BulkAction | null>(null);
  const [results, setResults] = useState<readonly DoneToOne[]>([]);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const open = (name: BulkAction) => chosen.filter(({ may }) => may.includes(name));
  const offered = KEYS.filter(([name]) => open(name).length > 0);
  const refused = results.filter((each) => each.refused !== null);
  const finish = (done: readonly DoneToOne[]) => {
    setNames(Object.fromEntries(chosen.map((row) => [row.id, row.number ?? t("backoffice.unnumbered")])));
    setResults(done);
    setAction(null);
    const failed = new Set(done.flatMap((each) => (each.refused === null ? [] : [each.case])));
    // What was refused stays chosen, to be looked at; a fresh page knows its newest version.
    onDone(chosen.filter(({ id }) => failed.has(id)));
  };
  return (
    <div className="office-bulk">
      {chosen.length > 0 && (
        <div className="office-bar" data-testid="bulk">
          <strong>{t("backoffice.chosen", { n: chosen.length })}</strong>
          {offered.map(([name, key]) => (
            <KeyButton key={name} hotkey={key} label={t(`bulk.${name}`)} testId={`bulk-${name}`} onPress={() => setAction(name)}>
              {t("bulk.of", { action: t(`bulk.${name}`), n: open(name).length, all: chosen.length })}
            </KeyButton>
          ))}
          {offered.length === 0 && <span>{t("bulk.nothing")}</span>}
        </div>
      )}
      {action && (
        <Dialog title={t(`bulk.${action}`)} onClose={() => setAction(null)}>
          <BulkDialog page={page} action={action} rows={open(action)} left={chosen.length - open(action).length} colleagues={colleagues} onDone={finish} />
        </Dialog>
      )}
      {results.length > 0 && (
        <div data-testid="bulk-results">
          <Alert
            type={refused.length === 0 ? "success" : "warning"}
            showIcon
            closable={{ onClose: () => setResults([]) }}
            title={t("bulk.result", { done: results.length - refused.length, refused: refused.length })}
            description={
              refused.length > 0 && (
                <ul>
                  {refused.map((each) => (
                    <li key={each.case}>
                      <strong>{names[each.case] ?? each.number}</strong>: {explain(new Refusal(each.refused as Code))}
                    </li>
                  ))}
                </ul>
              )
            }
          />
        </div>
      )}
    </div>
  );
}
