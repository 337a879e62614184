import { Button, Empty, Input } from "antd";
import { useCallback, useEffect, useState } from "react";

import type { ReadyResult } from "../../generated/custody";
import { explain, useLanguage } from "../../i18n";
import { read as ask } from "../../wire/rest";
import { HandOut } from "./HandOut";

const TYPING_MS = 200;

/** Results that wait in this hall, found by number or by the end of a phone or an ID number. */
export function Results() {
  const { t, read } = useLanguage();
  const [search, setSearch] = useState("");
  const [results, setResults] = useState<readonly ReadyResult[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [chosen, setChosen] = useState<ReadyResult | null>(null);
  const load = useCallback(() => {
    ask<readonly ReadyResult[]>("clerk", `/api/clerk/results?search=${encodeURIComponent(search)}`)
      .then((found) => {
        setResults(found);
        setError(null);
      })
      .catch(setError);
  }, [search]);
  useEffect(() => {
    const timer = setTimeout(load, TYPING_MS);
    return () => clearTimeout(timer);
  }, [load]);
  return (
    <section className="clerk-panel" aria-labelledby="results-title">
      <h2 id="results-title">{t("results.title")}</h2>
      <label className="clerk-search">
        {t("results.search")}
        <Input.Search value={search} allowClear data-testid="results-search" onChange={(event) => setSearch(event.target.value)} />
      </label>
      {error !== null && <p role="alert" className="clerk-bad">{explain(error)}</p>}
      {results?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("results.none")} />}
      {results !== null && results.length > 0 && (
        <table className="table" data-testid="results">
          <thead>
            <tr>
              <th scope="col">{t("case.number")}</th>
              <th scope="col">{t("case.item")}</th>
              <th scope="col">{t("results.resident")}</th>
              <th scope="col">{t("results.result")}</th>
              <th scope="col">{t("results.action")}</th>
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <tr key={result.case}>
                <th scope="row">{result.caseNumber}</th>
                <td>{read(result.itemName)}</td>
                <td>
                  {result.resident} · {t("results.phone", { end: result.phone })}
                </td>
                <td>{result.result}</td>
                <td>
                  <Button data-testid={`hand-out-${result.caseNumber}`} onClick={() => setChosen(result)}>
                    {t("results.hand-out")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {chosen && (
        <HandOut
          result={chosen}
          onClose={() => {
            setChosen(null);
            load();
          }}
        />
      )}
    </section>
  );
}
