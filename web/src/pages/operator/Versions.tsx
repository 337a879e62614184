import { Alert, Button } from "antd";
import { useState } from "react";

import type { CatalogueItem, PublishItem, WithdrawItem } from "../../generated/catalogue";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";

interface Props {
  readonly item: CatalogueItem;
  readonly onShow: (version: number) => void;
  readonly onChanged: () => void;
}

/** The versions of an item with their validity, and publishing or withdrawing the one that is shown. */
export function Versions({ item, onShow, onChanged }: Props) {
  const { t } = useLanguage();
  const [from, setFrom] = useState(() => new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" }));
  const [until, setUntil] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const path = `/api/catalogue/${encodeURIComponent(item.id)}`;
  const act = async (ask: () => Promise<unknown>) => {
    setSending(true);
    setError(null);
    try {
      await ask();
      onChanged();
    } catch (refused) {
      setError(refused);
    } finally {
      setSending(false);
    }
  };
  const publish: PublishItem = { version: item.version, validFrom: from, validUntil: until || null };
  const withdraw: WithdrawItem = {};
  return (
    <section>
      <h3>{t("catalogue.versions")}</h3>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("catalogue.version")}</th>
            <th scope="col">{t("catalogue.state")}</th>
            <th scope="col">{t("catalogue.from")}</th>
            <th scope="col">{t("catalogue.until")}</th>
          </tr>
        </thead>
        <tbody>
          {item.versions.map((version) => (
            <tr key={version.number}>
              <th scope="row">
                <Button type="link" aria-pressed={version.number === item.version} onClick={() => onShow(version.number)}>
                  {version.number}
                </Button>
              </th>
              <td>
                {t(`catalogue.state.${version.state}`)}
                {version.current && ` · ${t("catalogue.current")}`}
              </td>
              <td>{version.validFrom ?? "–"}</td>
              <td>{version.validUntil ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      <div className="office-filters catalogue-publish">
        <label>
          {t("catalogue.from")}
          <input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {t("catalogue.until")}
          <input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </label>
        <Button type="primary" data-testid="publish" disabled={sending || item.lacks.length > 0 || from === ""} onClick={() => void act(() => send("operator", `${path}/publish`, publish))}>
          {t("catalogue.publish", { n: item.version })}
        </Button>
        <Button danger data-testid="withdraw" disabled={sending || !item.versions.some((version) => version.current || version.state === "upcoming")} onClick={() => void act(() => send("operator", `${path}/withdraw`, withdraw))}>
          {t("catalogue.withdraw")}
        </Button>
      </div>
    </section>
  );
}
