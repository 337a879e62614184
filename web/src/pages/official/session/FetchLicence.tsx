import { Button } from "antd";
import { useState } from "react";

import type { CaseSystems } from "../../../generated/systems";
import type { CaseView, MaterialView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { send } from "../../../wire/rest";
import { useComplain } from "../useComplain";

interface Props {
  readonly view: CaseView;
  readonly material: MaterialView;
  readonly systems: CaseSystems["systems"];
  readonly sending: boolean;
}

/** A licence that the department's own system has: fetched as a page, and judged like a scan. */
export function FetchLicence({ view, material, systems, sending }: Props) {
  const { t, language, read } = useLanguage();
  const complain = useComplain();
  const [fetching, setFetching] = useState(false);
  const open = view.state === "registering" || view.state === "correcting";
  const judged = view.pages.some(({ meantFor, state }) => meantFor === material.code && (state === "received" || state === "read"));
  if (material.system === null || material.pages.length > 0 || judged || !open) return null;
  if (view.reuseAgreed !== true)
    return <small className="material-mark">{t(view.reuseAgreed === null ? "fetch.asked" : "fetch.declined")}</small>;
  const system = systems.find(({ name }) => name === material.system);
  const title = system ? read(system.title) : material.system;
  const since = system?.failingSince;
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  return (
    <>
    {since && (
      <small className="systems-warning" role="status" data-testid={`fetch-failing-${material.code}`}>
        {t("fetch.failing", { system: title, since: time.format(new Date(since)) })}
      </small>
    )}
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
      {t("fetch.fetch", { system: title })}
    </Button>
    </>
  );
}
