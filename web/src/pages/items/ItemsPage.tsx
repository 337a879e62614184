import { useEffect, useState } from "react";

import { DepartmentChoice } from "../../components/DepartmentChoice";
import { PublicHeader } from "../../components/PublicHeader";
import { useItemSearch } from "../../components/useItemSearch";
import { explain, useLanguage } from "../../i18n";
import { ItemLink } from "./ItemLink";

const PAGE = 20;
const MOST = 100; // Whoever has not found it among so many asks with other words.

/** The whole catalogue, for anybody: words in any spelling, departments, and what fits. */
export function ItemsPage() {
  const { t } = useLanguage();
  const [query, setQuery] = useState(() => asked("q") ?? "");
  const [department, setDepartment] = useState(() => asked("department"));
  const [limit, setLimit] = useState(PAGE);
  const { found, error } = useItemSearch({ query: query.trim(), department, limit });
  useEffect(() => remember(query.trim(), department), [query, department]);
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="finding">
        <h1>{t("items.title")}</h1>
        <form role="search" onSubmit={(event) => event.preventDefault()}>
          <label htmlFor="query">{t("items.query")}</label>
          <input
            id="query"
            type="search"
            data-testid="query"
            value={query}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="query-hint"
            onChange={(event) => {
              setQuery(event.target.value);
              setLimit(PAGE);
            }}
          />
          <p id="query-hint" className="note">
            {t("items.hint")}
          </p>
        </form>
        {error !== null && (
          <p className="alert" role="alert">
            {explain(error)}
          </p>
        )}
        {found === null && error === null && <p className="lead">{t("loading")}</p>}
        {found && (
          <>
            <DepartmentChoice departments={found.departments} chosen={department} onChoose={setDepartment} />
            <p className="lead" role="status" data-testid="found">
              {found.total === 0 ? t("items.none") : t("items.found", { n: found.total })}
            </p>
            {found.total === 0 && <p className="note">{t("items.none.advice")}</p>}
            <ul className="results">
              {found.items.map((item) => (
                <li key={item.id}>
                  <ItemLink item={item} />
                </li>
              ))}
            </ul>
            {found.total > found.items.length && limit < MOST && (
              <button type="button" className="button" onClick={() => setLimit(MOST)}>
                {t("items.more")}
              </button>
            )}
          </>
        )}
      </main>
    </div>
  );
}

function asked(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Keep the question in the address, so that it can be shared and is there again on the way back. */
function remember(query: string, department: string | null): void {
  const words = new URLSearchParams();
  if (query) words.set("q", query);
  if (department) words.set("department", department);
  const text = words.toString();
  history.replaceState(null, "", location.pathname + (text ? `?${text}` : ""));
}
