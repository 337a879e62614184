import { Alert, Button } from "antd";
import { useEffect, useState } from "react";

import { useRead } from "../../components/useCatalogue";
import type { SystemView } from "../../generated/systems";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";
import { SystemRows } from "./SystemRows";

/** The department systems, how they fare, and trying again: all that waits, or one case. */
export function SystemsPart() {
  const { t } = useLanguage();
  const [round, setRound] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const { value: fresh, error: unread } = useRead<readonly SystemView[]>("operator", `/api/systems#${round}`);
  // What was read before stays until the next is there: an opened list is not to close by itself.
  const [value, setValue] = useState<readonly SystemView[] | null>(null);
  useEffect(() => {
    if (fresh) setValue(fresh);
  }, [fresh]);
  const retry = (name: string) => {
    setError(null);
    send("operator", `/api/systems/${encodeURIComponent(name)}/retry`, {})
      .then(() => setRound(round + 1))
      .catch(setError);
  };
  const wrong = error ?? unread;
  return (
    <section aria-label={t("operator.systems")} className="systems-sheet">
      {wrong !== null && <Alert type="error" showIcon title={explain(wrong)} />}
      <div className="office-bar">
        <Button onClick={() => setRound(round + 1)}>{t("backoffice.reload")}</Button>
      </div>
      {value?.length === 0 && <p>{t("systems.none")}</p>}
      {value && value.length > 0 && (
        <table className="table" data-testid="systems">
          <thead>
            <tr>
              <th scope="col">{t("systems.name")}</th>
              <th scope="col">{t("systems.items")}</th>
              <th scope="col">{t("catalogue.state")}</th>
              <th scope="col">{t("systems.waiting")}</th>
              <th scope="col">{t("messages.why")}</th>
            </tr>
          </thead>
          <tbody>
            {value.map((system) => (
              <SystemRows key={system.name} system={system} round={round} onRetry={() => retry(system.name)} onTried={() => setRound(round + 1)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
