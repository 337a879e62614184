import { Theme } from "@rjsf/antd";
import { getUiOptions } from "@rjsf/utils";
import type { FieldTemplateProps, RJSFSchema } from "@rjsf/utils";
import { Button, Tag } from "antd";
import type { ComponentType } from "react";

import type { Field } from "../../components/formFields";
import { useLanguage } from "../../i18n";
import type { DraftValues } from "../../state/draft";

const Plain = Theme.templates?.FieldTemplate as ComponentType<FieldTemplateProps<DraftValues, RJSFSchema>>;

/** A field with the heading above it, where its value comes from, and the name by which the other end marks it. */
export function FieldFrame(props: FieldTemplateProps<DraftValues, RJSFSchema>) {
  const { t } = useLanguage();
  const options = getUiOptions<DraftValues>(props.uiSchema);
  const field = options["spec"] as Field | undefined;
  const origin = options["origin"] as string | undefined;
  const confirm = options["confirm"] as (() => void) | undefined;
  if (!field) return <Plain {...props} />;
  const own = field.property["x-kind"] !== undefined;
  return (
    <>
      {field.section !== null && <h3 className="form-section">{field.section}</h3>}
      <div className="form-field" data-field={field.name}>
        {own && (
          <p className="form-field-label">
            {field.required && <span aria-hidden="true">* </span>}
            {field.label}
          </p>
        )}
        {/* Before the field: who has just typed goes on to the next one, not to this. */}
        {origin && (
          <p className="form-origin">
            <Tag variant="filled">{origin}</Tag>
            {confirm && (
              <Button size="small" type="link" data-testid={`confirm-${field.name}`} aria-label={`${t("origin.confirm")}: ${field.label}`} onClick={confirm}>
                {t("origin.confirm")}
              </Button>
            )}
          </p>
        )}
        <Plain {...props} />
      </div>
    </>
  );
}
