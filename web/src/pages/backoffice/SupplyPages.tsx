import { Button } from "antd";
import { useState } from "react";

import { readFields } from "../../components/formFields";
import { useItem } from "../../components/useCatalogue";
import type { CaseView, Cell, PageView } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";
import { isOneLine, SupplyAnswer } from "./SupplyAnswer";

interface Props {
  readonly view: CaseView;
  readonly onDone: (after: CaseView) => void;
}

/** Pages that came after the session, from a window or the resident's phone: looked at, then taken for what was awaited. */
export function SupplyPages({ view, onDone }: Props) {
  const { t, read, language } = useLanguage();
  const item = useItem("official", view.item, view.itemVersion);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const pages = view.pages.filter(({ material, state }) => material === null && state === "read");
  const asked = new Set(view.correction?.missing.map(({ code }) => code));
  const awaited = view.materials.filter(({ code, supplyDue }) => supplyDue !== null || asked.has(code));
  const fields = item ? readFields(item, language).filter((field) => asked.has(field.name) && isOneLine(field)) : [];
  if (!(view.actions.official ?? []).includes("supply") || awaited.length + fields.length === 0) return null;
  const take = (page: PageView, material: string, value: Cell | null = null) => {
    setSending(true);
    setError(null);
    const body = { action: "supply", version: view.version, material, pages: [page.hash], value };
    send<CaseView>("official", `/api/cases/${view.id}/actions`, body, crypto.randomUUID())
      .then(onDone)
      .catch(setError)
      .finally(() => setSending(false));
  };
  return (
    <section aria-labelledby="supplied" data-testid="supply-pages">
      <h3 id="supplied">{t("supply.title")}</h3>
      {pages.length === 0 && <p>{t("supply.none")}</p>}
      <ul className="office-timeline">
        {pages.map((page, place) => (
          <li key={page.hash}>
            <div className="office-pages">
              <a href={`/api/cases/${view.id}/pages/${page.hash}/original?page=official`} target="_blank" rel="noreferrer">
                <img src={`/api/cases/${view.id}/pages/${page.hash}/flat?page=official`} alt={t("supply.page", { n: place + 1 })} loading="lazy" />
              </a>
            </div>
            {awaited.filter(({ code }) => page.meantFor === null || page.meantFor === code).map((material) => (
              <Button
                key={material.code}
                size="small"
                disabled={sending}
                data-testid={`supply-${material.code}`}
                onClick={() => take(page, material.code)}
              >
                {t("supply.take", { material: read(material.name) })}
              </Button>
            ))}
            {fields.filter(({ name }) => page.meantFor === null || page.meantFor === name).map((field) => (
              <SupplyAnswer key={field.name} field={field} disabled={sending} onTake={(value) => take(page, field.name, value)} />
            ))}
          </li>
        ))}
      </ul>
      {error !== null && <p role="alert">{explain(error)}</p>}
    </section>
  );
}
