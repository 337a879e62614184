import { useId } from "react";

import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { put, recordOf } from "../entry";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { within } from "./faults";
import type { Option } from "./Pick";
import { PickMany, PickOne } from "./Pick";
import { anywhere, ANYWHERE, officesOf, withAnywhere, withOffices } from "./serviceTypes";
import { SERVICE_TYPES } from "./shapes";
import { useWords } from "./words";

interface Props {
  readonly part: Entry;
  readonly path: string;
  readonly itemType: number;
  readonly onChange: (part: Entry, typed: string) => void;
}

/** As which service type each receiving office takes the item in: offices by type, and one type for all others. */
export function ServiceTypes({ part, path, itemType, onChange }: Props) {
  const { t, read } = useLanguage();
  const { choices, faults } = useEditing();
  const words = useWords();
  const id = useId();
  const types = recordOf(part, "service-types");
  const set = (next: Entry) => onChange(put(part, "service-types", Object.keys(next).length === 0 ? null : next), `${path}.service-types`);
  const options = choices.offices.map((office): Option => ({
    value: office.id,
    label: `${read(office.name) || office.name.zh} · ${read(office.divisionName)}`,
    search: `${office.name.zh} ${office.name.en} ${office.divisionName.zh} ${office.divisionName.en} ${office.id}`,
  }));
  const inherited = t("editor.as-item", { value: words.choice("service-type", String(itemType)) });
  return (
    <fieldset className="editor-set editor-wide">
      <legend>{words.label("implementation", "service-types")}</legend>
      <p className="editor-hint">{words.hint("implementation", "service-types")}</p>
      {SERVICE_TYPES.map((type) => (
        <div key={type} className="editor-field">
          <label htmlFor={`${id}-${type}`}>{words.choice("service-type", String(type))}</label>
          <PickMany
            id={`${id}-${type}`}
            label={words.choice("service-type", String(type))}
            testId={`service-type-${type}`}
            placeholder={t("editor.no-office")}
            options={options}
            values={officesOf(types, type)}
            onChange={(offices) => set(withOffices(types, type, offices))}
          />
        </div>
      ))}
      <div className="editor-field">
        <label htmlFor={`${id}-any`}>{t("editor.elsewhere")}</label>
        <PickOne
          id={`${id}-any`}
          label={t("editor.elsewhere")}
          testId={`service-type-${ANYWHERE}`}
          placeholder={inherited}
          options={SERVICE_TYPES.map((type) => ({ value: String(type), label: words.choice("service-type", String(type)), search: words.choice("service-type", String(type)) }))}
          value={anywhere(types)}
          onChange={(type) => set(withAnywhere(types, type))}
        />
      </div>
      <FaultList faults={faults.filter((fault) => within(fault, `${path}.service-types`))} />
    </fieldset>
  );
}
