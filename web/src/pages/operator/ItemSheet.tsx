import { Alert } from "antd";
import { useState } from "react";

import { useItems, useRead } from "../../components/useCatalogue";
import type { CatalogueItem, ItemEntry } from "../../generated/catalogue";
import { explain, useLanguage } from "../../i18n";
import { read as ask } from "../../wire/rest";
import { Checklist } from "./Checklist";
import { DraftPart } from "./DraftPart";
import { Implementations } from "./Implementations";
import { ItemEditor } from "./ItemEditor";
import { Versions } from "./Versions";

/** One item, whole: what it asks, who handles it where, its versions, and what keeps it from being published. */
export function ItemSheet({ id, onChanged }: { readonly id: string; readonly onChanged: () => void }) {
  const { t, read } = useLanguage();
  const [number, setNumber] = useState<number | null>(null);
  const [round, setRound] = useState(0);
  const [editing, setEditing] = useState<ItemEntry | null>(null);
  const path = `/api/catalogue/${encodeURIComponent(id)}`;
  const asked = number === null ? "" : `?version=${number}`;
  const { value, error } = useRead<CatalogueItem>("operator", `${path}${asked}#${round}`);
  const items = useItems("operator") ?? [];
  const named = (part: string) => {
    const found = items.find((each) => each.id === part);
    return found ? read(found.name) : part;
  };
  if (error !== null) return <Alert type="error" showIcon title={explain(error)} />;
  if (value === null) return <p>{t("loading")}</p>;
  const again = () => {
    setNumber(null);
    setRound(round + 1);
    setEditing(null);
    onChanged();
  };
  if (editing !== null) return <ItemEditor item={id} saved={editing} onSaved={again} onClose={() => setEditing(null)} />;
  const facts: readonly [string, string][] = [
    [t("catalogue.id"), value.id],
    [t("backoffice.department"), read(value.departmentName) || value.departmentName.zh],
    [t("catalogue.area"), read(value.areaName) || value.areaName.zh],
    [t("catalogue.zone"), t(`catalogue.zone.${value.zone}`)],
    [t("catalogue.serves"), t(`catalogue.serves.${value.serves}`)],
    [t("catalogue.periods"), t("catalogue.periods.days", { legal: value.legalDays, committed: value.committedDays })],
    [t("catalogue.target"), t("item.minutes", { n: value.targetMinutes })],
    [t("catalogue.delivery"), value.delivery.map((way) => t(`catalogue.delivery.${way}`)).join(t("catalogue.comma")) || "–"],
    [t("catalogue.result"), value.result ? read(value.result) : "–"],
    [t("catalogue.aliases"), value.aliases.join(t("catalogue.comma")) || "–"],
    [t("catalogue.parts"), [...value.components, ...value.addOns].map(named).join(t("catalogue.comma")) || "–"],
  ];
  return (
    <div className="catalogue-sheet" data-testid="item-sheet">
      {value.lacks.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-testid="lacks"
          title={t("catalogue.prevents")}
          description={
            <ul>
              {value.lacks.map((lack) => (
                <li key={lack}>{t(`lack.${lack}.long`)}</li>
              ))}
            </ul>
          }
        />
      )}
      <Versions
        item={value}
        onShow={setNumber}
        onChanged={() => {
          setRound(round + 1);
          onChanged();
        }}
      />
      <DraftPart key={round} item={value} onEdit={async () => setEditing(await ask<ItemEntry>("operator", `${path}/entry`))} onChanged={again} />
      <dl className="office-figures">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="catalogue-fact">{text}</dd>
          </div>
        ))}
      </dl>
      {value.toTell.length > 0 && (
        <section>
          <h3>{t("catalogue.to-tell")}</h3>
          <ul>
            {value.toTell.map((note) => (
              <li key={note.zh}>{read(note)}</li>
            ))}
          </ul>
        </section>
      )}
      <Checklist item={value} />
      <Implementations item={value} />
    </div>
  );
}
