import { Button, Checkbox, Empty, Pagination } from "antd";
import { useRef } from "react";

import type { CaseBrief, CaseList } from "../../generated/backoffice";
import { useKey } from "../../console/keys";
import { useLanguage } from "../../i18n";

interface Props {
  readonly list: CaseList | null;
  readonly chosen: readonly CaseBrief[];
  readonly onChoose: (chosen: readonly CaseBrief[]) => void;
  readonly onOpen: (row: CaseBrief) => void;
  readonly onPage: (number: number) => void;
}

/**
 * The list, the most pressing first; how a case stands is said in a word and a colour. (Ant Design's Table measures scroll
 * bars with a style that the page's policy forbids.)
 */
export function CaseTable({ list, chosen, onChoose, onOpen, onPage }: Props) {
  const { t, language, read } = useLanguage();
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const rows = useRef<HTMLTableSectionElement>(null);
  const isChosen = (row: CaseBrief) => chosen.some(({ id }) => id === row.id);
  const toggle = (row: CaseBrief) => onChoose(isChosen(row) ? chosen.filter(({ id }) => id !== row.id) : [...chosen, row]);
  // The row in hand is the one that has the focus: Enter opens it, as it opens any button.
  const openers = () => [...(rows.current?.querySelectorAll<HTMLElement>("th button") ?? [])];
  const place = () => openers().findIndex((opener) => opener.closest("tr")?.contains(document.activeElement));
  const go = (by: number) => {
    const found = openers();
    found[Math.min(Math.max(place() + by, 0), found.length - 1)]?.focus();
  };
  const some = list !== null && list.cases.length > 0;
  useKey("j", t("backoffice.next"), some, () => go(1));
  useKey("k", t("backoffice.previous"), some, () => go(place() < 0 ? 1 : -1));
  useKey("s", t("backoffice.choose"), some, () => {
    const row = list?.cases[place()];
    if (row) toggle(row);
  });
  const all = some && list.cases.every(isChosen);
  useKey("a", t("backoffice.choose-all"), some, () => list && onChoose(all ? [] : list.cases));
  if (!list) return <p role="status">{t("loading")}</p>;
  if (list.cases.length === 0)
    return (
      <div data-testid="case-table">
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("backoffice.none")} />
      </div>
    );
  return (
    <div className="office-scroll" data-testid="case-table" tabIndex={0} role="region" aria-label={t("backoffice.cases")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">
              <Checkbox aria-label={t("backoffice.choose-all")} checked={all} onChange={() => onChoose(all ? [] : list.cases)} />
            </th>
            <th scope="col">{t("case.number")}</th>
            <th scope="col">{t("case.item")}</th>
            <th scope="col">{t("backoffice.resident")}</th>
            <th scope="col">{t("backoffice.stage")}</th>
            <th scope="col">{t("backoffice.since")}</th>
            <th scope="col">{t("case.due-on")}</th>
            <th scope="col">{t("backoffice.owner")}</th>
            <th scope="col">{t("backoffice.type")}</th>
          </tr>
        </thead>
        <tbody ref={rows}>
          {list.cases.map((row) => (
            <tr key={row.id} aria-selected={isChosen(row)}>
              <td>
                <Checkbox aria-label={row.number ?? t("backoffice.unnumbered")} checked={isChosen(row)} onChange={() => toggle(row)} />
              </td>
              <th scope="row">
                <Button type="link" data-testid={`open-${row.id}`} onClick={() => onOpen(row)}>
                  {row.number ?? t("backoffice.unnumbered")}
                </Button>
              </th>
              <td>{read(row.itemName)}</td>
              <td>{row.resident}</td>
              <td>
                {t(`case.state.${row.state}`)}
                {row.decision && ` · ${t(`decision.${row.decision}`)}`}
                {row.urged && <strong> · {t("backoffice.urged")}</strong>}
              </td>
              <td>{row.stageSince ? moment.format(new Date(row.stageSince)) : "–"}</td>
              <td>
                {row.dueOn ?? "–"} {row.standing !== "none" && <span className={`standing standing-${row.standing}`}>{t(`standing.${row.standing}`)}</span>}
              </td>
              <td>{row.ownerName ? read(row.ownerName) : "–"}</td>
              <td>{t("backoffice.type.n", { n: row.serviceType })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pagination current={list.page} pageSize={list.pageSize} total={list.total} showSizeChanger={false} hideOnSinglePage onChange={onPage} />
    </div>
  );
}
