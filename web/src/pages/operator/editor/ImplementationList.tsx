import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { put, recordOf, recordsOf } from "../entry";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { elsewhere } from "./faults";
import { KeyField } from "./KeyField";
import { MustDiffer } from "./MustDiffer";
import { RowList } from "./RowList";
import { ServiceTypes } from "./ServiceTypes";
import { ANYWHERE } from "./serviceTypes";
import { SHAPES } from "./shapes";
import { useWords } from "./words";

const KEYS = Object.keys(SHAPES.implementation);
const PLAIN = KEYS.filter((key) => key !== "service-types" && key !== "must-differ");
const OF_ITEM = new Set(["department", "legal-days", "committed-days"]); // The item's, where a division has none of its own.

interface Props {
  readonly entry: Entry;
  readonly onChange: (entry: Entry, typed: string) => void;
}

/** How each division handles the item: who decides, how soon, who receives it as what, and who may not be one person. */
export function ImplementationList({ entry, onChange }: Props) {
  const { t } = useLanguage();
  const { faults, defaults } = useEditing();
  const words = useWords();
  const parts = recordsOf(entry, "implementations");
  const taken = parts.map((each) => String(each["division"] ?? ""));
  const ofItem = (key: string) => entry[key] ?? defaults.item[key];
  const set = (rows: readonly Entry[], typed = "") => onChange(put(entry, "implementations", rows.length === 0 ? null : rows), typed);
  const { division, department } = SHAPES.implementation;
  const summary = (part: Entry) => {
    const offices = Object.keys(recordOf(part, "service-types")).filter((office) => office !== ANYWHERE).length;
    return [
      department && words.value(department, "department", part["department"] ?? entry["department"]),
      t("catalogue.periods.days", { legal: String(part["legal-days"] ?? ofItem("legal-days")), committed: String(part["committed-days"] ?? ofItem("committed-days")) }),
      offices > 0 ? t("editor.offices", { n: offices }) : "",
    ]
      .filter(Boolean)
      .join(" · ");
  };
  return (
    <>
      <p className="editor-lead">{t("editor.implementations.lead")}</p>
      <FaultList faults={faults.filter((fault) => fault.path === "implementations")} />
      <RowList
        label={t("entry.item.implementations")}
        rows={parts}
        pathOf={(_, at) => `implementations[${at}]`}
        title={(part, at) => (part["division"] && division ? words.value(division, "division", part["division"]) : t("editor.implementation", { n: at + 1 }))}
        summary={summary}
        empty={t("catalogue.implementations.none")}
        add={t("editor.implementation.add")}
        blank={(): Entry => ({})}
        copy={(part) => put(part, "division", null)}
        testId="implementation"
        onChange={set}
      >
        {(part, at) => {
          const path = `implementations[${at}]`;
          const change = (next: Entry, typed: string) => set(parts.with(at, next), typed);
          return (
            <div className="editor-grid">
              {PLAIN.map((key) => (
                <KeyField
                  key={key}
                  group="implementation"
                  name={key}
                  entry={part}
                  path={path}
                  inherited={OF_ITEM.has(key) ? ofItem(key) : undefined}
                  without={key === "division" ? taken.filter((code) => code !== part["division"]) : []}
                  onChange={change}
                />
              ))}
              <ServiceTypes part={part} path={path} itemType={Number(ofItem("service-type"))} onChange={change} />
              <MustDiffer part={part} path={path} onChange={change} />
              <FaultList faults={elsewhere(faults, path, KEYS.map((key) => `${path}.${key}`))} />
            </div>
          );
        }}
      </RowList>
    </>
  );
}
