import { Alert, Button, Form, Input, Select } from "antd";
import { useState } from "react";

import type { InquiryView, OpenInquiry } from "../generated/inquiries";
import { explain, useLanguage } from "../i18n";
import { send } from "../wire/rest";
import { useChoices } from "./useChoices";

interface Props {
  readonly page: "official" | "supervisor";
  readonly onDone: () => void;
}

interface Answers {
  readonly kind: "consultation" | "complaint";
  readonly question: string;
  readonly department?: string;
}

/** Write down what somebody asked or complained of, outside a session. */
export function OpenInquiryForm({ page, onDone }: Props) {
  const { t } = useLanguage();
  const choices = useChoices(page);
  const [error, setError] = useState<unknown>(null);
  const open = ({ kind, question, department }: Answers) => {
    const body: OpenInquiry = { kind, question, department: department ?? "", session: null, case: null, answer: null };
    send<InquiryView>(page, "/api/inquiries", body).then(onDone).catch(setError);
  };
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ kind: "consultation" }} onFinish={open}>
      <Form.Item name="kind" label={t("inquiry.kind")}>
        <Select options={(["consultation", "complaint"] as const).map((value) => ({ value, label: t(`inquiry.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="question" label={t("inquiry.question")} rules={[{ required: true, whitespace: true, message: t("field.missing") }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="department" label={t("inquiry.department")}>
        <Select allowClear showSearch={{ optionFilterProp: "label" }} options={choices.options(choices.departments, t("inquiry.department.own"))} />
      </Form.Item>
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      <Button type="primary" htmlType="submit" data-testid="keep-inquiry">
        {t("inquiry.keep")}
      </Button>
    </Form>
  );
}
