import { Button } from "antd";
import { useState } from "react";

import type { CaseSystems } from "../../../generated/systems";
import type { CaseView, MaterialView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import { FetchLicence } from "./FetchLicence";
import { UndertakeDialog } from "./UndertakeDialog";
import type { Undertaking } from "./UndertakeDialog";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView;
  readonly material: MaterialView;
  readonly systems: CaseSystems;
  readonly sending: boolean;
  readonly onAct: (command: CaseCommand) => void;
  readonly onTry: (command: CaseCommand) => Promise<unknown>;
}

/** What may stand in a material's place, and what is known of the original. */
export function MaterialOptions({ session, view, material, systems, sending, onAct, onTry }: Props) {
  const { t, read } = useLanguage();
  const [asked, setAsked] = useState<Undertaking | null>(null);
  const allowed = view.actions.official ?? [];
  const absent = material.pages.length === 0 && material.supplyDue === null && material.promise === null;
  const mayWaive = allowed.includes("waive-supply") && absent && material.supplyDays > 0;
  const mayPromise = allowed.includes("promise") && absent && material.promiseText !== null;
  return (
    <div className="material-options">
      {material.originalSeen && <small className="material-mark">{t("material.original-seen")}</small>}
      {material.onCard && <small className="material-mark">{t("material.on-card")}</small>}
      {systems.fetched
        .filter(({ page }) => material.pages.includes(page))
        .map((fetched) => (
          <small key={fetched.page} className="material-mark" data-testid={`origin-${material.code}`}>
            {t("fetch.origin", { system: read(fetched.title), number: fetched.number })}
            {fetched.expiresOn && <> · {t("fetch.until", { day: fetched.expiresOn })}</>}
          </small>
        ))}
      {material.reusedFrom && <small className="material-mark">{t("material.reused")}</small>}
      {material.supplyDue && <small className="material-mark">{t("material.supply-due", { day: material.supplyDue })}</small>}
      {material.promise && <small className="material-mark">{t(`material.promise.${material.promise}`)}</small>}
      {!material.originalSeen && allowed.includes("see-original") && material.pages.length > 0 && (
        <Button size="small" disabled={sending} onClick={() => onAct({ action: "see-original", material: material.code })}>
          {t("material.see-original")}
        </Button>
      )}
      <FetchLicence view={view} material={material} systems={systems.systems} sending={sending} />
      {/* Only an application over several departments keeps from waiving what the item itself lets follow. */}
      {absent && material.supplyDays > 0 && allowed.includes("save-form") && !allowed.includes("waive-supply") && (
        <small className="material-joint">{t("error.joint-not-waivable")}</small>
      )}
      {mayWaive && (
        <Button
          size="small"
          disabled={sending}
          data-testid={`waive-${material.code}`}
          onClick={() => setAsked("waive-supply")}
        >
          {t("material.waive", { n: material.supplyDays })}
        </Button>
      )}
      {mayPromise && (
        <Button
          size="small"
          disabled={sending}
          data-testid={`promise-${material.code}`}
          onClick={() => setAsked("promise")}
        >
          {t("material.promise")}
        </Button>
      )}
      {asked !== null && (
        <UndertakeDialog
          kind={asked}
          material={material}
          language={session.ticket.language}
          onTry={onTry}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
