import { Alert } from "antd";

import { useRead } from "../../../components/useCatalogue";
import type { CustodyView } from "../../../generated/custody";
import { useLanguage } from "../../../i18n";

/** Before the resident leaves: the originals of which nobody has said where they went. */
export function OriginalsLeft({ caseId }: { readonly caseId: string }) {
  const { t, read, language } = useLanguage();
  const { value: custody } = useRead<CustodyView>("official", `/api/cases/${caseId}/custody`);
  if (!custody || custody.open.length === 0) return null;
  const names = new Map(custody.originals.map((original) => [original.material, read(original.name)]));
  const left = new Set(custody.open.map((item) => names.get(item.material) ?? item.material));
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      data-testid="originals-left"
      title={t("end.originals-left", { materials: new Intl.ListFormat(language).format(left) })}
    />
  );
}
