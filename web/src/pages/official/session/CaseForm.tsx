import { generateForm } from "@rjsf/antd";
import type { ErrorTransformer, RJSFSchema, UiSchema } from "@rjsf/utils";
import { useMemo, useRef } from "react";

import { readFields } from "../../../components/formFields";
import { ChoiceWidget } from "../../../console/ChoiceWidget";
import { useKey } from "../../../console/keys";
import { validator } from "../../../console/validator";
import type { ItemDetail } from "../../../generated/api";
import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { Draft, DraftValues, DraftView } from "../../../state/draft";
import { SavedNote } from "./SavedNote";

interface Props {
  readonly view: CaseView;
  readonly item: ItemDetail;
  readonly draft: Draft;
  readonly draftView: DraftView;
}

const Form = generateForm<DraftValues>();
const LONG_TEXT = 60;
const WIDGETS = { SelectWidget: ChoiceWidget };
const EXPLAINED = new Set(["pattern", "format", "minLength", "maxLength", "minimum", "maximum", "type", "enum"]);

/** The registration form by the item's own schema, saved as it is typed; locked while the resident reads it. */
export function CaseForm({ view, item, draft, draftView }: Props) {
  const { t, language, read } = useLanguage();
  const box = useRef<HTMLElement>(null);
  const locked = !(view.actions.official ?? []).includes("save-form");
  const fields = useMemo(() => readFields(item, language), [item, language]);
  const schema = useMemo<RJSFSchema>(() => {
    const properties = Object.fromEntries(fields.map(({ name, property, label }) => [name, { ...property, title: label }]));
    return { ...item.form, title: "", description: "", properties } as RJSFSchema;
  }, [item, fields]);
  const uiSchema = useMemo<UiSchema<DraftValues>>(
    () => ({
      "ui:submitButtonOptions": { norender: true },
      ...Object.fromEntries(
        fields.map(({ name, property, choices }) => [
          name,
          {
            "ui:enumNames": [...choices.values()],
            ...((property.maxLength ?? 0) > LONG_TEXT ? { "ui:widget": "textarea", "ui:options": { rows: 2 } } : {}),
          },
        ]),
      ),
    }),
    [fields],
  );
  // That a field is still empty is said by the list of what is missing, not by red text before anybody has typed.
  const translateErrors: ErrorTransformer<DraftValues> = (errors) =>
    errors
      .filter(({ name }) => EXPLAINED.has(name ?? ""))
      .map((error) => ({ ...error, message: t(`form.error.${error.name as "pattern"}`) }));
  const change = (formData: DraftValues | undefined) => {
    const values = Object.fromEntries(Object.entries(formData ?? {}).filter(([, value]) => value !== undefined));
    draft.edit(values);
  };
  useKey("f", t("form.focus"), !locked, () => {
    const empty = view.missing.map((name) => box.current?.querySelector<HTMLElement>(`#root_${CSS.escape(name)}`));
    (empty.find((field) => field) ?? box.current?.querySelector<HTMLElement>("input,textarea,select"))?.focus();
  });
  return (
    <section ref={box} className="case-form" aria-labelledby="case-form-title">
      <div className="case-form-head">
        <h2 id="case-form-title">{read(view.itemName)}</h2>
        <SavedNote draft={draftView} view={view} />
      </div>
      <div className="case-form-body" role="group" aria-labelledby="case-form-title" tabIndex={locked ? 0 : -1}>
        <Form
          schema={schema}
          uiSchema={uiSchema}
          formData={draftView.values}
          validator={validator}
          widgets={WIDGETS}
          disabled={locked}
          tagName="div"
          showErrorList={false}
          liveValidate="onBlur"
          noHtml5Validate
          transformErrors={translateErrors}
          onChange={({ formData }) => change(formData)}
        />
      </div>
    </section>
  );
}
