import { useRef, useState } from "react";
import type { FormEvent } from "react";

import type { Code } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import { useLine } from "../../state/line";
import { Refusal } from "../../wire/refusal";
import type { Choice } from "./choice";
import { Keypad } from "./Keypad";
import { LetterKeys } from "./LetterKeys";
import { StepFrame } from "./StepFrame";

interface Props {
  readonly choice: Choice;
  readonly onBack: () => void;
}

type Field = "idNumber" | "phone" | "email";

const CLEAN: Readonly<Record<Field, (text: string) => string>> = {
  idNumber: (text) => text.toUpperCase().replace(/[^0-9X]/g, ""),
  phone: (text) => text.replace(/[^0-9]/g, ""),
  email: (text) => text.replace(/\s/g, ""),
};
const LENGTH: Readonly<Record<Field, number>> = { idNumber: 18, phone: 11, email: 254 };

/** ID number and mobile phone, by the large keys or any keyboard; the desk says whether they can be right. */
export function Identity({ choice, onBack }: Props) {
  const { t, language } = useLanguage();
  const { wire } = useLine();
  const [values, setValues] = useState<Record<Field, string>>({ idNumber: "", phone: "", email: "" });
  const [active, setActive] = useState<Field>("idNumber");
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const inputs = { idNumber: useRef<HTMLInputElement>(null), phone: useRef<HTMLInputElement>(null), email: useRef<HTMLInputElement>(null) };
  const wrong = errorField(error);

  const change = (field: Field, text: string) => {
    const clean = CLEAN[field](text).slice(0, LENGTH[field]);
    setValues((former) => ({ ...former, [field]: clean }));
    if (wrong === field) setError(null);
    if (field === "idNumber" && clean.length === LENGTH.idNumber && values.phone === "") inputs.phone.current?.focus();
  };
  const press = (key: string) => {
    const value = values[active];
    change(active, key === "erase" ? value.slice(0, -1) : key === "clear" ? "" : value + key);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setError(null);
    try {
      await wire.command({ type: "take-ticket", ...choice, language, ...values, email: values.email || null }, "ticket-issued");
    } catch (refused) {
      setError(refused);
      const field = errorField(refused);
      if (field) inputs[field].current?.focus();
    } finally {
      setSending(false);
    }
  };
  const field = (name: Field, testId: string) => (
    <div className={`field${active === name ? " field-active" : ""}`}>
      <label htmlFor={testId}>{t(`identity.${name}`)}</label>
      <input
        id={testId}
        ref={inputs[name]}
        data-testid={testId}
        value={values[name]}
        inputMode="none"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong === name}
        aria-describedby={`${testId}-hint`}
        onFocus={() => setActive(name)}
        onChange={(event) => change(name, event.target.value)}
      />
      <p id={`${testId}-hint`} className={wrong === name ? "field-error" : "field-hint"} role={wrong === name ? "alert" : undefined}>
        {wrong === name ? explain(error) : name === "email" ? t("identity.email.hint") : t("identity.length", { n: values[name].length, of: LENGTH[name] })}
      </p>
    </div>
  );
  return (
    <StepFrame
      step="identity"
      onBack={onBack}
      action={
        <button
          type="submit"
          form="identity"
          className="button button-primary button-large"
          data-testid="take-ticket"
          disabled={sending || values.idNumber === "" || values.phone === ""}
        >
          {t("identity.take")}
        </button>
      }
    >
      <form id="identity" className="identity" onSubmit={(event) => void submit(event)}>
        <div className="identity-fields">
          {field("idNumber", "id-number")}
          {field("phone", "phone")}
          {field("email", "email")}
          {error !== null && wrong === null && (
            <p className="alert" role="alert">
              {explain(error)}
            </p>
          )}
          <p className="note">{t("identity.privacy")}</p>
        </div>
        {active === "email" ? <LetterKeys address onKey={press} /> : <Keypad withX={active === "idNumber"} onKey={press} />}
      </form>
    </StepFrame>
  );
}

const FIELD_OF: Readonly<Partial<Record<Code, Field>>> = { "id-number-invalid": "idNumber", "phone-invalid": "phone", "email-invalid": "email" };

function errorField(error: unknown): Field | null {
  return error instanceof Refusal ? (FIELD_OF[error.code] ?? null) : null;
}
