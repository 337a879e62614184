import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";

import type { DepartmentCount, Found } from "../../../../generated/places";
import type { CaseView, Language } from "../../../../generated/wire";
import { useLanguage } from "../../../../i18n";
import type { CaseCommand } from "../../../../state/caseActions";
import { read as ask } from "../../../../wire/rest";
import { useComplain } from "../../useComplain";

interface Props {
  readonly view: CaseView;
  readonly language: Language;
  readonly sending: boolean;
  readonly onSend: (command: CaseCommand) => void;
}

/** Whose it is: the resident's number goes on into that department's queue, and keeps its place by waiting time. */
export function NotOursForm({ view, language, sending, onSend }: Props) {
  const { t, read } = useLanguage();
  const complain = useComplain();
  const [departments, setDepartments] = useState<readonly DepartmentCount[]>([]);
  const [department, setDepartment] = useState<string | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    ask<Found>("official", "/api/search?limit=1")
      .then((found) => setDepartments(found.departments))
      .catch(complain);
  }, [complain]);
  const chosen = departments.find((each) => each.department === department);
  const proposed = chosen ? t("outcomes.not-ours.reason", { lng: language, name: language === "en" ? chosen.name.en : chosen.name.zh }) : "";
  const reason = (own ?? proposed).trim();
  return (
    <form
      className="outcome-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (department && reason) onSend({ action: "resolve", outcome: "not-ours", reason, department, division: null });
      }}
    >
      <label htmlFor="outcome-department">{t("outcomes.department")}</label>
      <Select
        id="outcome-department"
        data-testid="outcome-department"
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("form.choose")}
        value={department}
        options={departments
          .filter((each) => each.department !== view.department)
          .map((each) => ({ value: each.department, label: read(each.name) }))}
        onChange={setDepartment}
      />
      <label htmlFor="outcome-reason">{t("outcomes.reason")}</label>
      <Input.TextArea id="outcome-reason" rows={3} maxLength={500} value={own ?? proposed} onChange={(event) => setOwn(event.target.value)} />
      <Button type="primary" htmlType="submit" disabled={!department || reason === ""} loading={sending} data-testid="outcome-send">
        {t("outcomes.not-ours.send")}
      </Button>
    </form>
  );
}
