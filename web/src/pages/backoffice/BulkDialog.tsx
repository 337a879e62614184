import { Alert, Button, Form, Input, Select } from "antd";
import { useState } from "react";

import type { CaseBrief, DoneToOne, DoToSeveral } from "../../generated/backoffice";
import type { Assignee } from "../../generated/choices";
import { explain, useLanguage } from "../../i18n";
import { insist, send } from "../../wire/rest";
import type { BulkAction } from "./BulkBar";

interface Props {
  readonly page: "official" | "supervisor";
  readonly action: BulkAction;
  readonly rows: readonly CaseBrief[];
  readonly left: number;
  readonly colleagues: readonly Assignee[];
  readonly onDone: (done: readonly DoneToOne[]) => void;
}

interface Answers {
  readonly decision?: "granted" | "refused";
  readonly text?: string;
  readonly ground?: string;
  readonly owner?: string;
}

/** What one action on several cases needs; which cases it is done to stands there before it is done. */
export function BulkDialog({ page, action, rows, left, colleagues, onDone }: Props) {
  const { t, read } = useLanguage();
  const [form] = Form.useForm<Answers>();
  const decision = Form.useWatch("decision", form);
  const [error, setError] = useState<unknown>(null);
  const [cut, setCut] = useState(false);
  const [busy, setBusy] = useState(false);
  const decides = action === "review" || action === "decide";
  const refuses = action === "decide" && decision === "refused";
  const required = [{ required: true, whitespace: true, message: t("field.missing") }];
  const run = (answers: Answers) => {
    const cases = rows.map((row) => ({ case: row.id, version: row.version }));
    const body: DoToSeveral = { action, cases, decision: answers.decision ?? "granted", text: answers.text ?? "", ground: answers.ground ?? "", owner: answers.owner ?? "" };
    const key = crypto.randomUUID();
    setBusy(true);
    setError(null);
    insist(() => send<readonly DoneToOne[]>(page, "/api/backoffice/actions", body, key), undefined, () => setCut(true))
      .then(onDone)
      .catch(setError)
      .finally(() => {
        setBusy(false);
        setCut(false);
      });
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={run} data-testid={`bulk-form-${action}`}>
      <p>{t("bulk.to", { n: rows.length })}</p>
      <ul className="office-numbers">
        {rows.map((row) => (
          <li key={row.id}>{row.number ?? t("backoffice.unnumbered")}</li>
        ))}
      </ul>
      {left > 0 && <p>{t("bulk.left", { n: left })}</p>}
      {decides && (
        <Form.Item name="decision" label={t(action === "review" ? "field.proposal" : "field.decision")} initialValue="granted">
          <Select options={(["granted", "refused"] as const).map((value) => ({ value, label: t(`decision.${value}`) }))} />
        </Form.Item>
      )}
      {action === "assign" && (
        <Form.Item name="owner" label={t("backoffice.owner")} rules={required}>
          <Select showSearch={{ optionFilterProp: "label" }} options={colleagues.map((each) => ({ value: each.id, label: `${read(each.name)} · ${each.id}` }))} />
        </Form.Item>
      )}
      {action !== "assign" && (
        <Form.Item name="text" label={t(refuses ? "field.reason" : action === "review" || action === "decide" ? "field.note" : "field.text")} rules={refuses || action === "answer-urge" ? required : []}>
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      )}
      {refuses && (
        <Form.Item name="ground" label={t("field.ground")} rules={required}>
          <Input maxLength={500} />
        </Form.Item>
      )}
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      {cut && <Alert type="warning" showIcon title={t("send.cut")} />}
      <Button type="primary" htmlType="submit" loading={busy} data-testid="bulk-do">
        {t("bulk.do", { action: t(`bulk.${action}`), n: rows.length })}
      </Button>
    </Form>
  );
}
