import { Alert, Button, Checkbox, Empty, Select } from "antd";
import { useState } from "react";

import { useRead } from "../components/useCatalogue";
import type { InquiryKind, InquiryView } from "../generated/inquiries";
import { explain, useLanguage } from "../i18n";
import { Dialog } from "./Dialog";
import { InquiryDetail } from "./InquiryDetail";
import { OpenInquiryForm } from "./OpenInquiryForm";

const KINDS: readonly InquiryKind[] = ["consultation", "complaint", "order"];

interface Props {
  readonly page: "official" | "supervisor";
  readonly kind?: InquiryKind;
}

/** Questions, complaints and orders with their owner and due date; each opens to be answered. */
export function InquiryList({ page, kind: only }: Props) {
  const { t, read } = useLanguage();
  const [kind, setKind] = useState<InquiryKind | "">(only ?? "");
  const [pending, setPending] = useState(true);
  const [round, setRound] = useState(0);
  const [open, setOpen] = useState<InquiryView | "new" | null>(null);
  const query = `${kind ? `kind=${kind}&` : ""}${pending ? "pending=1" : ""}`;
  const { value: rows, error } = useRead<readonly InquiryView[]>(page, `/api/inquiries?${query}#${round}`);
  const close = () => {
    setOpen(null);
    setRound(round + 1);
  };
  return (
    <section className="office-detail" data-testid="inquiries">
      <div className="office-bar">
        {!only && <Select<InquiryKind | ""> aria-label={t("inquiry.kind")} value={kind} popupMatchSelectWidth={false} onChange={setKind} options={[{ value: "", label: t("inquiry.kind.all") }, ...KINDS.map((value) => ({ value, label: t(`inquiry.kind.${value}`) }))]} />}
        <Checkbox checked={pending} onChange={(event) => setPending(event.target.checked)}>
          {t("inquiry.pending")}
        </Checkbox>
        {!only && (
          <Button data-testid="new-inquiry" onClick={() => setOpen("new")}>
            {t("inquiry.new")}
          </Button>
        )}
      </div>
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      {rows?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("inquiry.none")} />}
      {rows !== null && rows.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("inquiry.number")}</th>
              <th scope="col">{t("inquiry.kind")}</th>
              <th scope="col">{t("inquiry.question")}</th>
              <th scope="col">{t("inquiry.owner")}</th>
              <th scope="col">{t("inquiry.state")}</th>
              <th scope="col">{t("inquiry.due-on")}</th>
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
                <td>{t(`inquiry.kind.${row.kind}`)}</td>
                <td>{row.score === null ? row.question : `${t(`rating.score.${row.score as 4 | 5}`)} ${row.question}`}</td>
                <td>{row.ownerName ? read(row.ownerName) : t("inquiry.nobody")}</td>
                <td>{t(`inquiry.state.${row.state}`)}</td>
                <td>
                  {row.dueOn} {row.overdue && <span className="standing standing-overdue">{t("standing.overdue")}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && (
        <Dialog title={open === "new" ? t("inquiry.new") : open.number} onClose={close}>
          {open === "new" ? <OpenInquiryForm page={page} onDone={close} /> : <InquiryDetail page={page} inquiry={open} onDone={close} />}
        </Dialog>
      )}
    </section>
  );
}
