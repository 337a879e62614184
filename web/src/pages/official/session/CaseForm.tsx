import { generateForm } from "@rjsf/antd";
import type { ErrorTransformer, RJSFSchema, UiSchema } from "@rjsf/utils";
import { useEffect, useMemo, useRef, useState } from "react";

import { present, readFields } from "../../../components/formFields";
import type { Field } from "../../../components/formFields";
import { originOf, unconfirmed } from "../../../components/origin";
import { ChoiceWidget } from "../../../console/ChoiceWidget";
import { useKey } from "../../../console/keys";
import { KeyButton } from "../../../console/KeyButton";
import { validator } from "../../../console/validator";
import { AddressField } from "../../../console/widgets/AddressField";
import { BankAccountWidget } from "../../../console/widgets/BankAccountWidget";
import { CreditCodeWidget } from "../../../console/widgets/CreditCodeWidget";
import { FieldFrame } from "../../../console/widgets/FieldFrame";
import { IdNumberWidget } from "../../../console/widgets/IdNumberWidget";
import { MoneyWidget } from "../../../console/widgets/MoneyWidget";
import { TableField } from "../../../console/widgets/TableField";
import type { ItemDetail } from "../../../generated/api";
import type { CaseSystems } from "../../../generated/systems";
import type { CaseView, Sha256 } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { Draft, DraftValues, DraftView } from "../../../state/draft";
import { useLine } from "../../../state/line";
import { CopyFields } from "./CopyFields";
import { SavedNote } from "./SavedNote";

interface Props {
  readonly view: CaseView;
  readonly item: ItemDetail;
  readonly draft: Draft;
  readonly draftView: DraftView;
  readonly systems: CaseSystems["systems"];
  readonly page: Sha256 | null; // The page that is shown large: what is typed may be read off it.
}

const Form = generateForm<DraftValues>();
const LONG_TEXT = 60;
const WIDGETS = {
  SelectWidget: ChoiceWidget,
  "id-number": IdNumberWidget,
  "credit-code": CreditCodeWidget,
  "bank-account": BankAccountWidget,
  money: MoneyWidget,
};
const FIELDS = { AddressField, TableField };
const TEMPLATES = { FieldTemplate: FieldFrame };
const OWN_FIELDS = { address: "AddressField", division: "AddressField", table: "TableField" } as const;
const EXPLAINED = new Set(["pattern", "format", "minLength", "maxLength", "minimum", "maximum", "type", "enum"]);
// What is chosen is chosen by a person: a declaration is never made, nor a row added, by the form itself.
const DEFAULTS = { constAsDefaults: "never", arrayMinItems: { populate: "never" }, emptyObjectFields: "skipEmptyDefaults" } as const;

/** The registration form by the item's own schema, saved as it is typed; locked while the resident reads it. */
export function CaseForm({ view, item, draft, draftView, systems, page }: Props) {
  const { t, language, read } = useLanguage();
  const { wire } = useLine();
  const box = useRef<HTMLElement>(null);
  const [source, setSource] = useState<Sha256 | null>(null);
  const copying = page !== null && source === page;
  const number = view.pages.findIndex(({ hash }) => hash === page) + 1;
  const locked = !(view.actions.official ?? []).includes("save-form");
  const every = useMemo(() => readFields(item, language), [item, language]);
  const there = present(every, draftView.values).map(({ name }) => name).join(" ");
  const fields = useMemo(() => every.filter(({ name }) => there.split(" ").includes(name)), [every, there]);
  const schema = useMemo<RJSFSchema>(() => {
    const properties = Object.fromEntries(fields.map(({ name, property, label }) => [name, { ...property, title: label }]));
    const required = fields.filter((field) => field.required).map(({ name }) => name);
    return { type: "object", additionalProperties: false, properties, required } as RJSFSchema;
  }, [fields]);
  const confirmer = (name: string) =>
    !locked && unconfirmed(view, name, draftView.origins) ? () => draft.confirm(name) : null;
  const uiSchema = useMemo<UiSchema<DraftValues>>(
    () => ({
      "ui:submitButtonOptions": { norender: true },
      ...Object.fromEntries(fields.map((field) => [field.name, drawn(field, originOf(view, field, t, draftView.origins), confirmer(field.name))])),
    }),
    [fields, view, t, draftView.origins, locked, draft],
  );
  // That a field is still empty is said by the list of what is missing, not by red text before anybody has typed.
  const translateErrors: ErrorTransformer<DraftValues> = (errors) =>
    errors
      .filter(({ name }) => EXPLAINED.has(name ?? ""))
      .map((error) => ({ ...error, message: t(`form.error.${error.name as "pattern"}`) }));
  const change = (formData: DraftValues | undefined) => {
    const values = Object.fromEntries(Object.entries(formData ?? {}).filter(([, value]) => value !== undefined));
    draft.edit(values, copying ? `scan:${page}` : null);
  };
  const used = useRef<string | null>(null);
  const use = (field: string | null) => {
    if (field === used.current) return;
    used.current = field;
    wire.notify({ type: "use-field", session: view.session, field });
  };
  // Who leaves the form has no field in use.
  useEffect(() => () => wire.notify({ type: "use-field", session: view.session, field: null }), [wire, view.session]);
  useKey("f", t("form.focus"), !locked, () => {
    const empty = view.missing.map((name) => box.current?.querySelector<HTMLElement>(`#root_${CSS.escape(name)}`));
    (empty.find((field) => field) ?? box.current?.querySelector<HTMLElement>("input,textarea,select"))?.focus();
  });
  return (
    <section ref={box} className="case-form" aria-labelledby="case-form-title">
      <div className="case-form-head">
        <h2 id="case-form-title">{read(view.itemName)}</h2>
        <small data-testid="item-version">{t("item.version", { id: view.item, n: view.itemVersion })}</small>
        <SavedNote draft={draftView} view={view} />
        <div className="case-form-tools">
          {page !== null && !locked && (
            <KeyButton
              hotkey="q"
              label={t(copying ? "origin.copying" : "origin.copy", { n: number })}
              testId="copy-from-page"
              size="small"
              type={copying ? "primary" : "default"}
              aria-pressed={copying}
              onPress={() => setSource(copying ? null : page)}
            />
          )}
          <CopyFields fields={fields} values={draftView.values} systems={systems} />
        </div>
      </div>
      <div
        className="case-form-body"
        role="group"
        aria-labelledby="case-form-title"
        tabIndex={locked ? 0 : -1}
        onFocus={({ target }) => use(target.closest<HTMLElement>("[data-field]")?.dataset["field"] ?? null)}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) use(null);
        }}
      >
        <Form
          schema={schema}
          uiSchema={uiSchema}
          formData={draftView.values}
          validator={validator}
          widgets={WIDGETS}
          fields={FIELDS}
          templates={TEMPLATES}
          disabled={locked}
          tagName="div"
          showErrorList={false}
          liveValidate="onBlur"
          noHtml5Validate
          experimental_defaultFormStateBehavior={DEFAULTS}
          transformErrors={translateErrors}
          onChange={({ formData }) => change(formData)}
        />
      </div>
    </section>
  );
}

/** How one field is drawn: its widget, its words, and where its value comes from. */
function drawn(field: Field, origin: string | null, confirm: (() => void) | null): UiSchema<DraftValues> {
  const { property, choices } = field;
  const kind = property["x-kind"];
  const widget = property.format !== undefined && property.format in WIDGETS ? { "ui:widget": property.format } : {};
  const long = (property.maxLength ?? 0) > LONG_TEXT && property.format === undefined;
  return {
    "ui:enumNames": [...choices.values()],
    ...widget,
    ...(kind ? { "ui:field": OWN_FIELDS[kind] } : {}),
    ...(long ? { "ui:widget": "textarea" } : {}),
    "ui:options": { spec: field, ...(origin ? { origin } : {}), ...(confirm ? { confirm } : {}), ...(long ? { rows: 2 } : {}) },
  };
}
