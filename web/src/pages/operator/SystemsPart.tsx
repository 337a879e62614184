import { Alert, Button } from "antd";
import { useState } from "react";

import { useRead } from "../../components/useCatalogue";
import type { SystemView } from "../../generated/systems";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";

/** The department systems, how they fare, and trying again. */
export function SystemsPart() {
  const { t, language } = useLanguage();
  const [round, setRound] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const { value, error: unread } = useRead<readonly SystemView[]>("operator", `/api/systems#${round}`);
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const retry = (name: string) => {
    setError(null);
    send("operator", `/api/systems/${encodeURIComponent(name)}/retry`, {})
      .then(() => setRound(round + 1))
      .catch(setError);
  };
  const wrong = error ?? unread;
  return (
    <section aria-label={t("operator.systems")} className="catalogue-sheet">
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
              <tr key={system.name}>
                <th scope="row">{system.name}</th>
                <td>{system.items.join(t("catalogue.comma")) || t("systems.licences")}</td>
                <td>
                  {system.failingSince
                    ? t("systems.failing", { since: time.format(new Date(system.failingSince)) })
                    : system.triedAt
                      ? t("systems.answers", { at: time.format(new Date(system.triedAt)) })
                      : t("systems.untried")}
                </td>
                <td>{system.waiting}</td>
                <td>
                  {system.problem && <span lang="en">{system.problem} </span>}
                  {(system.waiting > 0 || system.failingSince) && (
                    <Button size="small" data-testid={`retry-${system.name}`} onClick={() => retry(system.name)}>
                      {t("messages.retry")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
