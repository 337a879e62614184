import { useMemo } from "react";

import type { Home } from "../../generated/places";
import { useLanguage } from "../../i18n";
import { CountySearch } from "./CountySearch";

interface Props {
  readonly homes: readonly Home[];
  readonly here: string; // The window's own division, which comes first.
  readonly onChoose: (division: string) => void;
}

const FEW = 6; // Of more than these nobody reads the whole list.

/** Whose authority to apply to, where several counties handle an item. */
export function HomeChoice({ homes, here, onChoose }: Props) {
  const { t, read } = useLanguage();
  const codes = useMemo(() => new Set(homes.map(({ division }) => division)), [homes]);
  const ordered = [...homes].sort((one, other) => Number(other.division === here) - Number(one.division === here));
  return (
    <section className="home-choice" aria-labelledby="home-title">
      <h2 id="home-title">{t("home.title")}</h2>
      <p className="note">{t("home.note")}</p>
      {homes.length > FEW && (
        <CountySearch id="home-search" label={t("home.search")} among={codes} onChoose={({ code }) => onChoose(code)} />
      )}
      <ul className="items">
        {ordered.map((home) => (
          <li key={home.division}>
            <button type="button" className="item" data-testid={`home-${home.division}`} onClick={() => onChoose(home.division)}>
              <strong>{home.name ? read(home.name) : home.division}</strong>
              <span>
                {home.committedDays === 0 ? t("item.at-once") : t("item.days", { n: home.committedDays })}
                {home.division === here && ` · ${t("home.here")}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
