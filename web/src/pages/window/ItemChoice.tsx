import { useEffect, useRef, useState } from "react";

import { DepartmentChoice } from "../../components/DepartmentChoice";
import { useItemSearch } from "../../components/useItemSearch";
import type { Checklist } from "../../generated/places";
import type { ItemId } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import { insist, read as ask } from "../../wire/rest";
import type { Choice } from "./choice";
import { HomeChoice } from "./HomeChoice";
import { LetterKeys } from "./LetterKeys";
import { StepFrame } from "./StepFrame";

interface Props {
  readonly here: string; // The window's division.
  readonly linked: Choice | null; // Made at home: then nothing is left to choose, but perhaps the county.
  readonly onBack: () => void;
  readonly onChoose: (choice: Choice) => void;
}

const SHOWN = 30;

/** What people ask for most, or what fits the letters typed; then the county, where several handle the item. */
export function ItemChoice({ here, linked, onBack, onChoose }: Props) {
  const { t, read } = useLanguage();
  const [query, setQuery] = useState("");
  const [department, setDepartment] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Checklist | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const field = useRef<HTMLInputElement>(null);
  const { found, error } = useItemSearch({ query: query.trim(), department, limit: SHOWN });

  const press = (key: string) => {
    setQuery(key === "erase" ? query.slice(0, -1) : key === "clear" ? "" : query + key);
    if (key === "clear") setDepartment(null);
    field.current?.focus();
  };
  const collectAt = linked?.collectAt ?? null;
  const choose = async (item: ItemId) => {
    setFailed(null);
    try {
      const checklist = await insist(() => ask<Checklist>("window", `/api/items/${encodeURIComponent(item)}/checklist`));
      const known = linked?.item === item ? checklist.homes.find(({ division }) => division === linked.home) : undefined;
      if (checklist.homes.length > 1 && !known) setChosen(checklist);
      else onChoose({ item, home: (known ?? checklist.homes[0])?.division ?? null, collectAt });
    } catch (refused) {
      setFailed(refused);
    }
  };

  const linkedItem = linked?.item ?? null;
  useEffect(() => {
    // What the first press on this item would do; a code that is read now does it again.
    if (linkedItem !== null) void choose(linkedItem);
  }, [linkedItem]);

  if (chosen)
    return (
      <StepFrame key="home" step="item" onBack={() => setChosen(null)}>
        <p className="lead">{read(chosen.name)}</p>
        <HomeChoice
          homes={chosen.homes}
          here={here}
          onChoose={(home) => onChoose({ item: chosen.id, home, collectAt })}
        />
      </StepFrame>
    );
  const problem = failed ?? error;
  return (
    <StepFrame key="item" step="item" onBack={onBack}>
      <div className="items-choice">
        <div className="items-query">
          <label htmlFor="item-query">{t("items.query")}</label>
          <input
            id="item-query"
            ref={field}
            data-testid="item-query"
            value={query}
            maxLength={100}
            inputMode="none"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setQuery(event.target.value)}
          />
          <LetterKeys onKey={press} />
        </div>
        <div className="items-found">
          {problem !== null && (
            <p className="alert" role="alert">
              {explain(problem)}
            </p>
          )}
          {found === null && problem === null && <p className="lead">{t("loading")}</p>}
          {found && (
            <>
              <DepartmentChoice departments={found.departments} chosen={department} onChoose={setDepartment} />
              <p className="note" role="status">
                {found.total === 0 ? t("items.none") : t(query.trim() ? "items.found" : "items.popular", { n: found.total })}
              </p>
              {found.total === 0 && <p className="note">{t("items.none.advice")}</p>}
              <ul className="items">
                {found.items.map((item) => (
                  <li key={item.id}>
                    <button type="button" className="item" data-testid={`item-${item.id}`} onClick={() => void choose(item.id)}>
                      <strong>{read(item.name)}</strong>
                      <span>
                        {read(item.departmentName)} · {t("item.minutes", { n: item.targetMinutes })}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </StepFrame>
  );
}
