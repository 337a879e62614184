import { useState } from "react";

import { useRead } from "../../components/useCatalogue";
import type { DivisionPlace } from "../../generated/places";
import type { Text } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";

export interface County {
  readonly code: string;
  readonly name: Text;
}

interface Props {
  readonly id: string;
  readonly label: string;
  readonly among?: ReadonlySet<string>; // Codes that may be chosen; any county where it is left out.
  readonly onChoose: (county: County) => void;
}

/** A county found by its name, its pinyin or its initials, in the tree of divisions: nobody knows its code. */
export function CountySearch({ id, label, among, onChoose }: Props) {
  const { t, read } = useLanguage();
  const [query, setQuery] = useState("");
  const words = query.trim();
  const path = words === "" ? null : `/api/divisions?level=county&limit=50&q=${encodeURIComponent(words)}`;
  const { value, error } = useRead<readonly DivisionPlace[]>("window", path);
  const found = value?.filter(({ code }) => !among || among.has(code));
  return (
    <div className="county-search">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        data-testid={id}
        value={query}
        maxLength={30}
        autoComplete="off"
        spellCheck={false}
        placeholder={t("county.hint")}
        onChange={(event) => setQuery(event.target.value)}
      />
      {error !== null && (
        <p className="alert" role="alert">
          {explain(error)}
        </p>
      )}
      <p className="note" role="status">
        {found && t(found.length === 0 ? "county.none" : "county.found", { n: found.length })}
      </p>
      {found && found.length > 0 && (
        <ul>
          {found.map(({ code, name, path: above }) => (
            <li key={code}>
              <button type="button" className="item" data-testid={`county-${code}`} onClick={() => onChoose({ code, name })}>
                <strong>{read(name)}</strong>
                <span>{above.map(read).join(" · ")}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
