import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";

import type { InquiryView } from "../generated/inquiries";
import { explain, useLanguage } from "../i18n";
import { send } from "../wire/rest";
import { InquiryOwner } from "./InquiryOwner";

interface Props {
  readonly page: "official" | "supervisor";
  readonly inquiry: InquiryView;
  readonly onDone: () => void;
}

/** One question, complaint or order in full, with the answer to be given. */
export function InquiryDetail({ page, inquiry, onDone }: Props) {
  const { t, read } = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const answer = ({ text }: { text: string }) => {
    send<InquiryView>(page, `/api/inquiries/${inquiry.id}/answer`, { text }).then(onDone).catch(setError);
  };
  const facts: readonly (readonly [string, string | null])[] = [
    [t("inquiry.about"), inquiry.about ? read(inquiry.about) : null],
    [t("case.number"), inquiry.caseNumber],
    [t("rating.title"), inquiry.score === null ? null : t(`rating.score.${inquiry.score as 4 | 5}`)],
    [t("rating.reasons"), inquiry.reasons.map((reason) => t(`rating.reason.${reason}`)).join(", ") || null],
    [t("inquiry.question"), inquiry.question],
    [t("inquiry.answer"), inquiry.answer],
    [t("inquiry.appeal"), inquiry.appeal],
    [t("inquiry.last-answer"), inquiry.lastAnswer],
  ];
  return (
    <div className="office-detail" data-testid="inquiry">
      <dl className="office-facts">
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {inquiry.mayAnswer && (
        <Form layout="vertical" requiredMark={false} onFinish={answer}>
          <Form.Item name="text" label={t("inquiry.answer")} rules={[{ required: true, whitespace: true, message: t("field.missing") }]}>
            <Input.TextArea rows={4} maxLength={2000} />
          </Form.Item>
          <Button type="primary" htmlType="submit" data-testid="send-answer">
            {t("inquiry.answer.send")}
          </Button>
        </Form>
      )}
      <InquiryOwner page={page} inquiry={inquiry} onDone={onDone} />
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
    </div>
  );
}
