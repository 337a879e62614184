import { Alert, Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";

import { Dialog } from "../../console/Dialog";
import type { CaseView } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import { insist, send } from "../../wire/rest";
import { FORMS, fields } from "./actions";
import type { Field, OfficeAction } from "./actions";

interface Props {
  readonly page: "official" | "supervisor";
  readonly view: CaseView;
  readonly action: OfficeAction;
  readonly onDone: (view: CaseView) => void;
  readonly onClose: () => void;
}

type FieldKey = "proposal" | "note" | "decision" | "reason" | "ground" | "days" | "cause" | "text" | "number" | "way" | "tracking" | "slip" | "material" | "kept";
type ChoiceKey = "proposal.granted";
type TemplateKey = "conditions";

/** What one action needs, asked in one dialog; the server judges it. */
export function ActionDialog({ page, view, action, onDone, onClose }: Props) {
  const { t, read } = useLanguage();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const wanted: readonly Field[] = FORMS[action];
  const submit = (answers: Record<string, unknown>) => {
    const body = { action, version: view.version, ...fields(wanted, answers) };
    const key = crypto.randomUUID();
    setSending(true);
    setError(null);
    insist(() => send<CaseView>(page, `/api/cases/${view.id}/actions`, body, key))
      .then(onDone)
      .catch(setError)
      .finally(() => setSending(false));
  };
  const label = (name: string) => t(`field.${name as FieldKey}`);
  const choice = (name: string, value: string) => t(`field.${`${name}.${value}` as ChoiceKey}`);
  const control = (field: Field) => {
    switch (field.kind) {
      case "text":
        return <Input maxLength={500} />;
      case "number":
        return <InputNumber min={1} max={60} />;
      case "words":
        return <Input.TextArea rows={3} maxLength={500} />;
      case "choice":
        return <Select options={(field.choices ?? []).map((value) => ({ value, label: choice(field.name, value) }))} />;
      case "material":
        return <Select options={view.materials.filter(({ promise }) => promise === "given").map(({ code, name }) => ({ value: code, label: read(name) }))} />;
    }
  };
  return (
    <Dialog title={t(`action.${action}`)} onClose={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} data-testid={`form-${action}`}>
        {wanted.map((field) => (
          <div key={field.name}>
            <Form.Item name={field.name} label={label(field.name)} rules={[{ required: field.required ?? false, message: t("field.missing") }]}>
              {control(field)}
            </Form.Item>
            {field.templates && (
              <div className="office-bar">
                {field.templates.map((name) => (
                  <Button key={name} size="small" onClick={() => form.setFieldValue(field.name, t(`template.refusal.${name as TemplateKey}`))}>
                    {t(`template.refusal.${name as TemplateKey}.name`)}
                  </Button>
                ))}
              </div>
            )}
          </div>
        ))}
        {error !== null && <Alert type="error" showIcon title={explain(error)} />}
        <Button type="primary" htmlType="submit" loading={sending} data-testid="do">
          {t(`action.${action}`)}
        </Button>
      </Form>
    </Dialog>
  );
}
