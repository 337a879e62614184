import { Button } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";

import type { DraftFault } from "../../generated/catalogue";
import { useLanguage } from "../../i18n";
import type { Entry } from "./entry";
import { listOf, nameOf, put } from "./entry";

interface Props {
  readonly entry: Entry;
  readonly faults: readonly DraftFault[];
  readonly onChange: (entry: Entry) => void;
}

const NAMES = ["name", "description", "result"] as const;
const NUMBERS = ["legal-days", "committed-days", "target-minutes"] as const;
const FLAGS = ["required", "original", "original-seen", "stays", "reusable", "promise"] as const;
const ON_UNLESS_SAID = new Set(["required", "original"]);
const AS_WRITTEN = ["to-tell", "form", "implementations"] as const;

/** The fields of an entry, each with what is wrong at it beneath it. */
export function EntryFields({ entry, faults, onChange }: Props) {
  const { t } = useLanguage();
  const set = (key: string, value: unknown) => onChange(put(entry, key, value));
  const materials = listOf(entry, "materials") as readonly Entry[];
  const setMaterial = (place: number, key: string, value: unknown) =>
    set("materials", materials.map((each, at) => (at === place ? put(each, key, value) : each)));
  const field = (key: string, content: ReactNode) => (
    <div key={key} className="editor-field">
      <span className="editor-label">{t(`editor.${key}` as "editor.name")}</span>
      {content}
      <Faults faults={faults.filter((fault) => fault.path === key || fault.path.startsWith(`${key}.`) || (key !== "materials" && fault.path.startsWith(`${key}[`)))} />
    </div>
  );
  return (
    <div className="editor">
      {NAMES.map((key) => {
        const name = nameOf(entry, key);
        return field(
          key,
          <>
            <input aria-label={`${t(`editor.${key}`)} ${t("editor.zh")}`} value={name.zh} data-testid={`${key}-zh`} onChange={(event) => set(key, { ...name, zh: event.target.value })} />
            <input aria-label={`${t(`editor.${key}`)} ${t("editor.en")}`} value={name.en} data-testid={`${key}-en`} onChange={(event) => set(key, { ...name, en: event.target.value })} />
          </>,
        );
      })}
      {field(
        "aliases",
        <input
          aria-label={t("editor.aliases")}
          defaultValue={listOf(entry, "aliases").join("、")}
          data-testid="aliases"
          onChange={(event) => set("aliases", event.target.value.split(/[、,，|]/).map((word) => word.trim()).filter(Boolean))}
        />,
      )}
      {NUMBERS.map((key) =>
        field(
          key,
          <input
            type="number"
            min={0}
            aria-label={t(`editor.${key}`)}
            value={typeof entry[key] === "number" ? entry[key] : ""}
            data-testid={key}
            onChange={(event) => set(key, event.target.value === "" ? null : Number(event.target.value))}
          />,
        ),
      )}
      {field("qualification", <input aria-label={t("editor.qualification")} value={String(entry["qualification"] ?? "")} onChange={(event) => set("qualification", event.target.value)} />)}
      <h4>{t("catalogue.checklist")}</h4>
      <Faults faults={faults.filter((fault) => fault.path === "materials")} />
      {materials.map((material, place) => {
        const name = nameOf(material, "name");
        return (
          <fieldset key={place} className="editor-material">
            <legend>{String(material["code"] ?? place + 1)}</legend>
            <input aria-label={t("editor.code")} value={String(material["code"] ?? "")} placeholder={t("editor.code")} onChange={(event) => setMaterial(place, "code", event.target.value)} />
            <input aria-label={`${t("editor.name")} ${t("editor.zh")}`} value={name.zh} onChange={(event) => setMaterial(place, "name", { ...name, zh: event.target.value })} />
            <input aria-label={`${t("editor.name")} ${t("editor.en")}`} value={name.en} onChange={(event) => setMaterial(place, "name", { ...name, en: event.target.value })} />
            {FLAGS.map((flag) => (
              <label key={flag}>
                <input
                  type="checkbox"
                  checked={material[flag] === undefined ? ON_UNLESS_SAID.has(flag) : material[flag] === true}
                  onChange={(event) => setMaterial(place, flag, event.target.checked)}
                />
                {t(`editor.paper.${flag}`)}
              </label>
            ))}
            <Button size="small" onClick={() => set("materials", materials.filter((_, at) => at !== place))}>
              {t("editor.remove")}
            </Button>
            <Faults faults={faults.filter((fault) => fault.path.startsWith(`materials[${place}]`))} />
          </fieldset>
        );
      })}
      <Button data-testid="add-material" onClick={() => set("materials", [...materials, { code: "", name: { zh: "", en: "" } }])}>
        {t("editor.add")}
      </Button>
      <details>
        <summary>{t("editor.more")}</summary>
        {AS_WRITTEN.map((key) => field(key, <Written label={t(`editor.${key}`)} value={entry[key]} onChange={(value) => set(key, value)} />))}
      </details>
      <Faults faults={faults.filter((fault) => fault.path === "")} />
    </div>
  );
}

function Faults({ faults }: { readonly faults: readonly DraftFault[] }) {
  const { read } = useLanguage();
  return faults.length === 0 ? null : (
    <ul className="editor-faults" role="alert">
      {faults.map((fault) => (
        <li key={`${fault.path}${fault.problem.en}`}>
          {fault.path} {read(fault.problem)}
        </li>
      ))}
    </ul>
  );
}

interface WrittenProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A part of the entry as JSON; what is no JSON is marked, and not taken over. */
function Written({ label, value, onChange }: WrittenProps) {
  const { t } = useLanguage();
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [wrong, setWrong] = useState(false);
  return (
    <>
      <textarea
        rows={6}
        aria-label={label}
        aria-invalid={wrong}
        value={text}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          try {
            onChange(event.target.value.trim() === "" ? null : (JSON.parse(event.target.value) as unknown));
            setWrong(false);
          } catch {
            setWrong(true);
          }
        }}
      />
      {wrong && <p role="alert">{t("editor.not-json")}</p>}
    </>
  );
}
