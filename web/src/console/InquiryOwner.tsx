import { Alert, Button, Form, Input, Select } from "antd";
import { useState } from "react";

import { useRead } from "../components/useCatalogue";
import type { InquiryOwners, InquiryView, NewOwner } from "../generated/inquiries";
import { explain, useLanguage } from "../i18n";
import { send } from "../wire/rest";
import { ReadFault } from "./ReadFault";

interface Props {
  readonly page: "official" | "supervisor";
  readonly inquiry: InquiryView;
  readonly onDone: () => void;
}

/** Whose it was, and handing it over to somebody else with the reason. */
export function InquiryOwner({ page, inquiry, onDone }: Props) {
  const { t, language, read } = useLanguage();
  const { value, error: unread, cut } = useRead<InquiryOwners>(page, `/api/inquiries/${inquiry.id}/owners`);
  const [error, setError] = useState<unknown>(null);
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const hand = (body: NewOwner) => {
    setError(null);
    send<InquiryView>(page, `/api/inquiries/${inquiry.id}/owner`, body).then(onDone).catch(setError);
  };
  const required = [{ required: true, whitespace: true, message: t("field.missing") }];
  return (
    <section aria-labelledby="owner" data-testid="inquiry-owner">
      <h3 id="owner">{t("inquiry.owner")}</h3>
      <p>{inquiry.ownerName ? read(inquiry.ownerName) : t("inquiry.nobody")}</p>
      <ReadFault error={unread} cut={cut} />
      {value && value.history.length > 0 && (
        <ol className="office-timeline" data-testid="owner-history">
          {value.history.map((each) => (
            <li key={each.at}>
              {t("inquiry.handed", {
                at: moment.format(new Date(each.at)),
                by: each.by ? read(each.by) : "–",
                before: each.before ? read(each.before) : t("inquiry.nobody"),
                after: each.after ? read(each.after) : "–",
                reason: each.reason,
              })}
            </li>
          ))}
        </ol>
      )}
      {inquiry.mayReassign && value && value.candidates.length === 0 && <p>{t("inquiry.no-candidates")}</p>}
      {inquiry.mayReassign && value && value.candidates.length > 0 && (
        <Form layout="vertical" requiredMark={false} onFinish={hand}>
          <Form.Item name="owner" label={t("inquiry.new-owner")} rules={required}>
            <Select showSearch={{ optionFilterProp: "label" }} options={value.candidates.map((each) => ({ value: each.id, label: `${read(each.name)} · ${t(`role.${each.role}`)}` }))} />
          </Form.Item>
          <Form.Item name="reason" label={t("field.reason")} rules={required}>
            <Input maxLength={500} />
          </Form.Item>
          <Button htmlType="submit" data-testid="hand-over-inquiry">
            {t("inquiry.reassign")}
          </Button>
        </Form>
      )}
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
    </section>
  );
}
