import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { nameOf, put, recordsOf } from "../entry";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { elsewhere } from "./faults";
import { KeyField } from "./KeyField";
import { RowList } from "./RowList";
import { freeCode } from "./rows";
import { SHAPES } from "./shapes";
import { useWords } from "./words";

const KEYS = Object.keys(SHAPES.material);
const TOLD = ["original-seen", "stays", "promise", "reusable"] as const;

interface Props {
  readonly entry: Entry;
  readonly onChange: (entry: Entry, typed: string) => void;
}

/** The checklist: the papers in the order in which they are asked for. */
export function MaterialList({ entry, onChange }: Props) {
  const { t, read } = useLanguage();
  const { faults, defaults } = useEditing();
  const words = useWords();
  const materials = recordsOf(entry, "materials");
  const codes = materials.map((each) => String(each["code"] ?? ""));
  const set = (rows: readonly Entry[], typed = "") => onChange(put(entry, "materials", rows.length === 0 ? null : rows), typed);
  const flag = (material: Entry, key: string) => (material[key] ?? defaults.material[key]) === true;
  const summary = (material: Entry) =>
    [
      t(flag(material, "required") ? "catalogue.paper.required" : "catalogue.paper.optional"),
      t(flag(material, "original") ? "catalogue.paper.original" : "catalogue.paper.copy"),
      ...TOLD.filter((key) => flag(material, key)).map((key) => words.label("material", key)),
    ].join(t("catalogue.comma"));
  return (
    <>
      <FaultList faults={faults.filter((fault) => fault.path === "materials")} />
      <RowList
        label={t("entry.item.materials")}
        rows={materials}
        pathOf={(_, at) => `materials[${at}]`}
        title={(material, at) => read(nameOf(material, "name")) || nameOf(material, "name").zh || t("editor.material", { n: at + 1 })}
        summary={summary}
        ordered
        empty={t("catalogue.checklist.none")}
        add={t("editor.material.add")}
        blank={(): Entry => ({ code: freeCode("paper", codes) })}
        copy={(material) => ({ ...material, code: freeCode(String(material["code"] ?? "paper"), codes) })}
        testId="material"
        onChange={set}
      >
        {(material, at) => {
          const path = `materials[${at}]`;
          return (
            <div className="editor-grid">
              {KEYS.map((key) => (
                <KeyField key={key} group="material" name={key} entry={material} path={path} onChange={(next, typed) => set(materials.with(at, next), typed)} />
              ))}
              <FaultList faults={elsewhere(faults, path, KEYS.map((key) => `${path}.${key}`))} />
            </div>
          );
        }}
      </RowList>
    </>
  );
}
