import { Button } from "antd";
import { useState } from "react";

import type { CaseView, MaterialView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { send } from "../../../wire/rest";
import { useComplain } from "../useComplain";

interface Props {
  readonly view: CaseView;
  readonly material: MaterialView;
  readonly sending: boolean;
}

/** A licence that the department's own system has: fetched as a page, and judged like a scan. */
export function FetchLicence({ view, material, sending }: Props) {
  const { t } = useLanguage();
  const complain = useComplain();
  const [fetching, setFetching] = useState(false);
  const open = view.state === "registering" || view.state === "correcting";
  if (material.system === null || material.pages.length > 0 || !open) return null;
  if (view.reuseAgreed !== true)
    return <small className="material-mark">{t(view.reuseAgreed === null ? "fetch.asked" : "fetch.declined")}</small>;
  return (
    <Button
      size="small"
      loading={fetching}
      disabled={sending || fetching}
      data-testid={`fetch-${material.code}`}
      onClick={() => {
        setFetching(true);
        send<CaseView>("official", `/api/cases/${view.id}/materials/${material.code}/fetch`, {})
          .catch(complain)
          .finally(() => setFetching(false));
      }}
    >
      {t("fetch.fetch", { system: material.system })}
    </Button>
  );
}
