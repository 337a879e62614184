import { Alert, Button } from "antd";
import { useState } from "react";

import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { put, recordOf } from "../entry";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { FieldList } from "./FieldList";
import { fieldsOf, formOf, inexpressible } from "./form";
import { Written } from "./Written";

interface Props {
  readonly entry: Entry;
  readonly onChange: (entry: Entry, typed: string) => void;
}

/** The form: a list of its questions, or the same as JSON, which also holds what a list cannot show. */
export function FormFields({ entry, onChange }: Props) {
  const { t } = useLanguage();
  const { faults } = useEditing();
  const [asJson, setAsJson] = useState(false);
  const strange = inexpressible(entry["form"]);
  const written = asJson || strange.length > 0;
  return (
    <>
      <div className="form-bar">
        <p className="editor-lead">{t(written ? "editor.form.json.lead" : "editor.form.lead")}</p>
        <Button data-testid="form-as-json" aria-pressed={written} disabled={strange.length > 0} onClick={() => setAsJson(!asJson)}>
          {t(written ? "editor.form.as-list" : "editor.form.as-json")}
        </Button>
      </div>
      {strange.length > 0 && (
        <Alert type="warning" showIcon data-testid="form-strange" title={t("editor.form.strange")} description={strange.filter(Boolean).join(t("catalogue.comma"))} />
      )}
      {written ? (
        <Written label={t("editor.form.json")} path="form" value={entry["form"]} onChange={(value) => onChange(put(entry, "form", value), "form")} />
      ) : (
        <>
          <FaultList faults={faults.filter((fault) => fault.path === "form")} />
          <FieldList fields={fieldsOf(recordOf(entry, "form"))} path="form" onChange={(fields, typed) => onChange(put(entry, "form", formOf(fields)), typed)} />
        </>
      )}
    </>
  );
}
