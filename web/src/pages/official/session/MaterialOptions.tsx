import { Button } from "antd";

import type { CaseView, MaterialView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import { FetchLicence } from "./FetchLicence";

interface Props {
  readonly view: CaseView;
  readonly material: MaterialView;
  readonly sending: boolean;
  readonly onAct: (command: CaseCommand) => void;
}

/** What may stand in a material's place, and what is known of the original. */
export function MaterialOptions({ view, material, sending, onAct }: Props) {
  const { t, read } = useLanguage();
  const allowed = view.actions.official ?? [];
  const absent = material.pages.length === 0 && material.supplyDue === null && material.promise === null;
  const mayWaive = allowed.includes("waive-supply") && absent && material.supplyDays > 0;
  const mayPromise = allowed.includes("promise") && absent && material.promiseText !== null;
  return (
    <div className="material-options">
      {material.originalSeen && <small className="material-mark">{t("material.original-seen")}</small>}
      {material.onCard && <small className="material-mark">{t("material.on-card")}</small>}
      {material.reusedFrom && <small className="material-mark">{t("material.reused")}</small>}
      {material.supplyDue && <small className="material-mark">{t("material.supply-due", { day: material.supplyDue })}</small>}
      {material.promise && <small className="material-mark">{t(`material.promise.${material.promise}`)}</small>}
      {!material.originalSeen && allowed.includes("see-original") && material.pages.length > 0 && (
        <Button size="small" disabled={sending} onClick={() => onAct({ action: "see-original", material: material.code })}>
          {t("material.see-original")}
        </Button>
      )}
      <FetchLicence view={view} material={material} sending={sending} />
      {mayWaive && (
        <Button
          size="small"
          disabled={sending}
          data-testid={`waive-${material.code}`}
          onClick={() => onAct({ action: "waive-supply", material: material.code })}
        >
          {t("material.waive", { n: material.supplyDays })}
        </Button>
      )}
      {mayPromise && (
        <Button
          size="small"
          disabled={sending}
          data-testid={`promise-${material.code}`}
          title={material.promiseText ? read(material.promiseText) : ""}
          onClick={() => onAct({ action: "promise", material: material.code })}
        >
          {t("material.promise")}
        </Button>
      )}
    </div>
  );
}
