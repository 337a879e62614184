import { Button } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";

import { useLanguage } from "../../../i18n";
import { useEditing } from "./context";
import { within } from "./faults";
import { RowTools } from "./RowTools";
import { inserted, moved, removed } from "./rows";

const MANY = 8; // From so many rows on they can be searched.

interface Props<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly pathOf: (row: T, at: number) => string;
  readonly title: (row: T, at: number) => string;
  readonly summary?: (row: T) => string;
  readonly children: (row: T, at: number) => ReactNode;
  readonly ordered?: boolean;
  readonly plain?: boolean; // Short rows, which need not be opened.
  readonly empty: string;
  readonly add: string;
  readonly blank: () => T;
  readonly copy?: (row: T) => T;
  readonly testId: string;
  readonly onChange: (rows: readonly T[]) => void;
}

/** Rows that are added, copied, taken away and, where their order says something, moved: by buttons, or Alt and arrows. */
export function RowList<T>({ label, rows, pathOf, title, summary, children, ordered = false, plain = false, empty, add, blank, copy, testId, onChange }: Props<T>) {
  const { t } = useLanguage();
  const { faults, tries, say } = useEditing();
  const [open, setOpen] = useState<number | null>(null);
  const [wanted, setWanted] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<{ readonly row: number; readonly field: number } | null>(null);
  const name = useId();
  const faultsOf = (row: T, at: number) => faults.filter((fault) => within(fault, pathOf(row, at)));

  // A row with a fault is opened: what is to be mended must be seen.
  useEffect(() => {
    const wrong = rows.findIndex((row, at) => faultsOf(row, at).length > 0);
    if (wrong >= 0) setOpen(wrong);
    // Only a new try opens a row; not every change of the rows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tries]);
  // What was moved or added keeps the focus, or gets it.
  useEffect(() => {
    const goal = focus.current;
    focus.current = null;
    if (goal === null) return;
    const row = list.current?.children[goal.row];
    if (row) focusables(row)[goal.field]?.focus();
  });

  const move = (from: number, to: number, field: number) => {
    if (to < 0 || to >= rows.length) return;
    focus.current = { row: to, field };
    if (open === from) setOpen(to);
    onChange(moved(rows, from, to));
    say(t("editor.said.moved", { what: title(rows[from] as T, from), n: to + 1 }));
  };
  const insert = (after: number, row: T) => {
    focus.current = { row: after + 1, field: 0 };
    setOpen(after + 1);
    setWanted("");
    onChange(inserted(rows, after, row));
  };
  const press = (event: KeyboardEvent, at: number) => {
    if (!ordered || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    const row = list.current?.children[at];
    const field = row ? focusables(row).indexOf(event.target as HTMLElement) : 0;
    move(at, at + (event.key === "ArrowUp" ? -1 : 1), Math.max(0, field));
  };
  const shown = (row: T, at: number) => wanted === "" || `${title(row, at)} ${summary?.(row) ?? ""}`.toLowerCase().includes(wanted.toLowerCase());
  return (
    <div className="rows" role="group" aria-label={label}>
      {rows.length === 0 && <p className="rows-empty">{empty}</p>}
      {!plain && rows.length >= MANY && (
        <input className="rows-find" type="search" aria-label={t("editor.find")} placeholder={t("editor.find")} value={wanted} onChange={(event) => setWanted(event.target.value)} />
      )}
      <ol ref={list}>
        {rows.map((row, at) => {
          const wrong = faultsOf(row, at).length;
          const opened = plain || open === at;
          const said = title(row, at);
          return (
            // The rows have no name that stays while they are typed into.
            <li key={at} hidden={!shown(row, at)} className={wrong > 0 ? "row row-wrong" : "row"} data-testid={`${testId}-${at}`} onKeyDown={(event) => press(event, at)}>
              <div className="row-head">
                {plain ? (
                  <div className="row-plain">{children(row, at)}</div>
                ) : (
                  <button type="button" className="row-title" aria-expanded={opened} aria-controls={`${name}-${at}`} onClick={() => setOpen(opened ? null : at)}>
                    <span className="row-mark" aria-hidden="true">
                      {opened ? "▾" : "▸"}
                    </span>
                    <strong>{said}</strong>
                    {summary && <span className="row-summary">{summary(row)}</span>}
                    {wrong > 0 && <span className="row-faults">{t("editor.faults.here", { n: wrong })}</span>}
                  </button>
                )}
                <RowTools
                  what={said}
                  up={ordered ? () => move(at, at - 1, 0) : undefined}
                  down={ordered ? () => move(at, at + 1, 0) : undefined}
                  first={at === 0}
                  last={at === rows.length - 1}
                  copy={copy && (() => insert(at, copy(row)))}
                  remove={() => {
                    setOpen(null);
                    focus.current = { row: Math.min(at, rows.length - 2), field: 0 };
                    onChange(removed(rows, at));
                    say(t("editor.said.removed", { what: said }));
                  }}
                />
              </div>
              {!plain && opened && (
                <div className="row-body" id={`${name}-${at}`}>
                  {children(row, at)}
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <Button data-testid={`${testId}-add`} onClick={() => insert(rows.length - 1, blank())}>
        {add}
      </Button>
    </div>
  );
}

function focusables(row: Element): readonly HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>("input, textarea, button.row-title, .row-tools button:not(:disabled)")];
}
