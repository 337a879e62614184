import { Button, Form, Input } from "antd";
import { useState } from "react";

import type { InquiryView, OpenInquiry } from "../../../generated/inquiries";
import type { SessionId } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import { send } from "../../../wire/rest";

interface Props {
  readonly session: SessionId;
  readonly onKept: () => void;
}

/** A session that needs no case: what was asked, and the answer; left empty, it is owed by the due date. */
export function ConsultForm({ session, onKept }: Props) {
  const { t } = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const keep = ({ question, answer }: { question: string; answer?: string }) => {
    const told = answer?.trim() ? answer : null;
    const body: OpenInquiry = { kind: "consultation", question, session, case: null, department: "", answer: told };
    setSending(true);
    send<InquiryView>("official", "/api/inquiries", body)
      .then(onKept)
      .catch(setError)
      .finally(() => setSending(false));
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={keep} data-testid="consult-form">
      <Form.Item name="question" label={t("consult.question")} rules={[{ required: true, whitespace: true, message: t("consult.question.missing") }]}>
        <Input.TextArea rows={3} maxLength={2000} autoFocus />
      </Form.Item>
      <Form.Item name="answer" label={t("consult.answer")} extra={t("consult.answer.later")}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      {error !== null && <p role="alert">{explain(error)}</p>}
      <Button type="primary" htmlType="submit" loading={sending} data-testid="consult-end">
        {t("consult.end")}
      </Button>
    </Form>
  );
}
