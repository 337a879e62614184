import { Button, Empty, Input } from "antd";
import { useCallback, useEffect, useState } from "react";

import type { SupplyView } from "../../generated/clerk";
import { explain, useLanguage } from "../../i18n";
import { isUnknown } from "../../wire/refusal";
import { read as ask, send } from "../../wire/rest";
import { PaperCamera } from "./PaperCamera";
import { ScanButtons } from "./ScanButtons";
import { useScans } from "./useScans";
import { useTold } from "./useTold";

const WHILE_READING_MS = 1_000;

/** A resident returns with one missing paper: find the case, scan, done; no ticket and no call. */
export function Supply() {
  const { t, language, read } = useLanguage();
  const told = useTold();
  const [words, setWords] = useState("");
  const [named, setNamed] = useState("");
  const [found, setFound] = useState<SupplyView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [done, setDone] = useState<string | null>(null);
  const [camera, setCamera] = useState<string | null>(null);
  const look = useCallback((name: string) => {
    ask<SupplyView>("clerk", `/api/clerk/supplies?named=${encodeURIComponent(name)}`).then(
      (view) => {
        setFound(view);
        setError(null);
      },
      (failure: unknown) => {
        setFound(null);
        setError(failure);
      },
    );
  }, []);
  const reading = found?.lacks.some(({ pages }) => pages.some(({ state }) => state === "received")) ?? false;
  useEffect(() => {
    if (!reading) return;
    const timer = setInterval(() => look(named), WHILE_READING_MS);
    return () => clearInterval(timer);
  }, [reading, look, named]);
  const target = useCallback(
    (hash: string, material: string) =>
      `/api/clerk/supplies/${encodeURIComponent(material)}/pages/${hash}?named=${encodeURIComponent(named)}`,
    [named],
  );
  const scans = useScans(target);
  const keep = async (pages: readonly Blob[], material: string) => {
    for (const page of pages) setFound((await (await scans.send(page, material)).json()) as SupplyView);
  };
  const supply = (view: SupplyView, material: string, pages: readonly string[], name: string) => {
    const body = { action: "supply", version: view.version, material, pages };
    send("clerk", `/api/cases/${view.case}/actions`, body, crypto.randomUUID())
      .then(() => {
        setDone(name);
        setCamera(null);
        look(named);
      })
      .catch(told);
  };
  const day = (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(`${iso}T12:00:00`));
  return (
    <section className="clerk-panel" aria-labelledby="supply-title">
      <h2 id="supply-title">{t("back.title")}</h2>
      <p>{t("back.lead")}</p>
      <form
        className="clerk-row"
        onSubmit={(event) => {
          event.preventDefault();
          setNamed(words.trim());
          setDone(null);
          setCamera(null);
          look(words.trim());
        }}
      >
        <label className="clerk-wide">
          {t("back.named")}
          <Input value={words} autoFocus maxLength={300} data-testid="supply-named" onChange={(event) => setWords(event.target.value)} />
        </label>
        <Button type="primary" htmlType="submit" disabled={words.trim() === ""} data-testid="supply-find">
          {t("back.find")}
        </Button>
      </form>
      {error !== null && (
        <p role="alert" className="clerk-bad">
          {isUnknown(error) ? t("back.unknown") : explain(error)}
        </p>
      )}
      {done !== null && (
        <p role="status" className="clerk-good" data-testid="supply-done">
          ✓ {t("back.done", { material: done })}
        </p>
      )}
      {found && (
        <div data-testid="supply-case">
          <h3>
            {found.caseNumber ?? "–"} · {read(found.itemName)} · {found.resident}
          </h3>
          {found.lacks.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("back.nothing")} />}
          <ul className="clerk-materials clerk-lacks">
            {found.lacks.map(({ material, name, dueOn, isField, pages }) => {
              const good = pages.filter(({ state }) => state === "read");
              return (
                <li key={material}>
                  <div className="clerk-material-name">
                    <strong>{read(name)}</strong>
                    <small>{t("awaited.due", { day: day(dueOn) })}</small>
                    {isField && <small>{t("back.field")}</small>}
                  </div>
                  <ScanButtons
                    material={material}
                    name={read(name)}
                    open={camera === material}
                    onCamera={() => setCamera(camera === material ? null : material)}
                    onFiles={(files) => void keep(files, material).catch(told)}
                  />
                  {found.here && !isField ? (
                    <Button
                      type="primary"
                      disabled={good.length === 0 || reading || scans.sending > 0}
                      data-testid={`supply-${material}`}
                      onClick={() => supply(found, material, good.map(({ hash }) => hash), read(name))}
                    >
                      {t("back.supply", { n: good.length })}
                    </Button>
                  ) : (
                    <span>{pages.length > 0 ? t("back.sent", { n: pages.length }) : t(isField ? "back.scan-answer" : "back.elsewhere")}</span>
                  )}
                  {camera === material && (
                    <PaperCamera
                      label={read(name)}
                      sending={scans.sending}
                      onPage={(page) => void keep([page], material).catch(told)}
                      onClose={() => setCamera(null)}
                    />
                  )}
                  {pages.length > 0 && (
                    <ul className="clerk-pages">
                      {pages.map(({ hash, state, problems }, place) => (
                        <li key={hash} data-testid="supply-page" data-state={state}>
                          {found.here && state === "read" && (
                            <img src={`/api/cases/${found.case}/pages/${hash}/flat?page=clerk`} alt={t("material.page", { n: place + 1 })} />
                          )}
                          <span className={problems[0] || state === "unreadable" ? "clerk-bad" : ""}>
                            {problems[0] ? t(`page.problem.${problems[0]}`) : t(state === "read" ? "folder.page.good" : `page.state.${state}`)}
                          </span>
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </section>
  );
}
