import { Button, Form, Input } from "antd";
import { useRef } from "react";

import type { InquiryView, OpenInquiry } from "../../../generated/inquiries";
import type { SessionId } from "../../../generated/wire";
import { Problem } from "../../../console/Problem";
import { useAttempt } from "../../../console/useAttempt";
import { useLanguage } from "../../../i18n";
import { send } from "../../../wire/rest";

interface Props {
  readonly session: SessionId;
  readonly onKept: () => Promise<unknown>; // Ends the session; rejects with the refusal.
}

/** A session that needs no case: what was asked, and the answer; left empty, it is owed by the due date. */
export function ConsultForm({ session, onKept }: Props) {
  const { t } = useLanguage();
  const { sending, error, attempt } = useAttempt();
  const kept = useRef(false); // Written down once, however often the ending has to be tried.
  const keep = ({ question, answer }: { question: string; answer?: string }) => {
    const told = answer?.trim() ? answer : null;
    const body: OpenInquiry = { kind: "consultation", question, session, case: null, department: "", answer: told };
    void attempt(async () => {
      if (!kept.current) await send<InquiryView>("official", "/api/inquiries", body);
      kept.current = true;
      await onKept();
    });
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={keep} data-testid="consult-form">
      <Form.Item name="question" label={t("consult.question")} rules={[{ required: true, whitespace: true, message: t("consult.question.missing") }]}>
        <Input.TextArea rows={3} maxLength={2000} autoFocus />
      </Form.Item>
      <Form.Item name="answer" label={t("consult.answer")} extra={t("consult.answer.later")}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Problem error={error} />
      <Button type="primary" htmlType="submit" loading={sending} data-testid="consult-end">
        {t("consult.end")}
      </Button>
    </Form>
  );
}
