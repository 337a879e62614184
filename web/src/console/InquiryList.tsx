import { Button, Empty } from "antd";
import { useState } from "react";

import { useRead } from "../components/useCatalogue";
import type { InquiryCounts, InquiryKind, InquiryView } from "../generated/inquiries";
import { useLanguage } from "../i18n";
import { Dialog } from "./Dialog";
import { InquiryDetail } from "./InquiryDetail";
import { EVERY_INQUIRY, InquiryFilters, inquiryQuery } from "./InquiryFilters";
import { OpenInquiryForm } from "./OpenInquiryForm";
import { ReadFault } from "./ReadFault";

interface Props {
  readonly page: "official" | "supervisor";
  readonly kind?: InquiryKind;
}

/** Questions, complaints and orders with their owner, due date and answer; each opens to be answered or handed over. */
export function InquiryList({ page, kind: only }: Props) {
  const { t, read } = useLanguage();
  const first = { ...EVERY_INQUIRY, kind: only ?? ("" as const) };
  const [filter, setFilter] = useState(first);
  const [round, setRound] = useState(0);
  const [open, setOpen] = useState<InquiryView | "new" | null>(null);
  const query = inquiryQuery(filter);
  const { value: rows, error, cut } = useRead<readonly InquiryView[]>(page, `/api/inquiries?${query}#${round}`);
  const counts = useRead<InquiryCounts>(page, `/api/inquiries/counts?${query}#${round}`).value;
  const reload = () => setRound(round + 1);
  const close = () => {
    setOpen(null);
    reload();
  };
  return (
    <section className="office-detail" data-testid="inquiries">
      <InquiryFilters page={page} filter={filter} counts={counts} {...(only && { only })} onChange={setFilter} />
      <div className="office-bar">
        {!only && (
          <Button data-testid="new-inquiry" onClick={() => setOpen("new")}>
            {t("inquiry.new")}
          </Button>
        )}
        <Button onClick={reload}>{t("backoffice.reload")}</Button>
        {counts && !only && <span role="status">{t("inquiry.counts", { found: counts.found, pending: counts.pending, overdue: counts.overdue })}</span>}
      </div>
      <ReadFault error={error} cut={cut} onReset={() => setFilter(first)} />
      {rows === null && error === null && !cut && <p role="status">{t("loading")}</p>}
      {rows?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(only === "order" ? "inquiry.none.order" : "inquiry.none")} />}
      {rows !== null && rows.length > 0 && (
        <div className="office-scroll" tabIndex={0} role="region" aria-label={t("backoffice.inquiries")}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("inquiry.number")}</th>
                {!only && <th scope="col">{t("inquiry.kind")}</th>}
                <th scope="col">{t("inquiry.question")}</th>
                <th scope="col">{t("inquiry.owner")}</th>
                <th scope="col">{t("inquiry.state")}</th>
                <th scope="col">{t("inquiry.due-on")}</th>
                <th scope="col">{t("inquiry.answer")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Button type="link" data-testid={`inquiry-${row.id}`} onClick={() => setOpen(row)}>
                      {row.number}
                    </Button>
                  </th>
                  {!only && <td>{t(`inquiry.kind.${row.kind}`)}</td>}
                  <td>{row.score === null ? row.question : `${t(`rating.score.${row.score as 4 | 5}`)} ${row.question}`}</td>
                  <td>{row.ownerName ? read(row.ownerName) : t("inquiry.nobody")}</td>
                  <td>{t(`inquiry.state.${row.state}`)}</td>
                  <td>
                    {row.dueOn} {row.overdue && <span className="standing standing-overdue">{t("standing.overdue")}</span>}
                  </td>
                  <td>{row.lastAnswer ?? row.answer ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {counts && counts.found > rows.length && <p className="office-note">{t("inquiry.more", { shown: rows.length, n: counts.found })}</p>}
        </div>
      )}
      {open && (
        <Dialog title={open === "new" ? t("inquiry.new") : open.number} onClose={close}>
          {open === "new" ? <OpenInquiryForm page={page} onDone={close} /> : <InquiryDetail page={page} inquiry={open} onDone={close} />}
        </Dialog>
      )}
    </section>
  );
}
