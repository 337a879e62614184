import { Button } from "antd";
import { useCallback, useEffect, useState } from "react";

import { Dialog } from "../../console/Dialog";
import { Slips } from "../../console/Slips";
import type { Unsettled } from "../../generated/custody";
import { useLanguage } from "../../i18n";
import { read as ask } from "../../wire/rest";
import { Originals } from "./Originals";
import { useTold } from "./useTold";

const EVERY_MS = 10_000;

/** Originals that nobody accounted for yet, and those on their way between this hall and the departments. */
export function Custody() {
  const { t, read } = useLanguage();
  const told = useTold();
  const [unsettled, setUnsettled] = useState<readonly Unsettled[]>([]);
  const [chosen, setChosen] = useState<Unsettled | null>(null);
  const load = useCallback(() => {
    ask<readonly Unsettled[]>("clerk", "/api/clerk/originals").then(setUnsettled).catch(told);
  }, [told]);
  useEffect(() => {
    load();
    const timer = setInterval(load, EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);
  return (
    <section className="clerk-panel" aria-labelledby="custody-title">
      <h2 id="custody-title">{t("slips.title")}</h2>
      {unsettled.length > 0 && (
        <div data-testid="unsettled">
          <h3 className="clerk-open">{t("custody.unsettled", { n: unsettled.length })}</h3>
          <ul className="clerk-unsettled">
            {unsettled.map((one) => (
              <li key={one.case}>
                <span>
                  {one.caseNumber ?? "–"} · {read(one.itemName)} · {one.resident} · {t("custody.open", { n: one.open.length })}
                </span>
                <Button data-testid={`settle-${one.case}`} onClick={() => setChosen(one)}>
                  {t("custody.settle")}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p>{t("slips.lead")}</p>
      <Slips page="clerk" />
      {chosen && (
        <Dialog
          wide
          title={`${chosen.caseNumber ?? "–"} · ${read(chosen.itemName)}`}
          onClose={() => {
            setChosen(null);
            load();
          }}
        >
          <Originals caseId={chosen.case} />
        </Dialog>
      )}
    </section>
  );
}
