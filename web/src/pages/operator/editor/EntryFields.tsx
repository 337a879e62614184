import { Tabs } from "antd";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";

import type { DraftFault } from "../../../generated/catalogue";
import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { listOf, recordOf } from "../entry";
import { BasicFields } from "./BasicFields";
import { useEditing } from "./context";
import { within } from "./faults";
import { FormFields } from "./FormFields";
import { ImplementationList } from "./ImplementationList";
import { MaterialList } from "./MaterialList";
import { NoteList } from "./NoteList";

interface Props {
  readonly entry: Entry;
  readonly onChange: (entry: Entry, typed: string) => void;
}

const LISTS = ["to-tell", "materials", "form", "implementations"] as const;
type Part = "basics" | (typeof LISTS)[number];

/** An item's entry in five parts; what is wrong is counted at its part, and the first wrong part opens. */
export function EntryFields({ entry, onChange }: Props) {
  const { t } = useLanguage();
  const { faults, tries } = useEditing();
  const [part, setPart] = useState<Part>("basics");
  useEffect(() => {
    const first = faults[0];
    if (first) setPart(partOf(first));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tries]);
  const label = (key: Part) => {
    const wrong = faults.filter((fault) => partOf(fault) === key).length;
    const many = key === "basics" ? 0 : key === "form" ? Object.keys(recordOf(entry, key)).length : listOf(entry, key).length;
    return (
      <span data-testid={`part-${key}`}>
        {t(`editor.tab.${key}`)}
        {many > 0 && <span className="tab-count">{many}</span>}
        {wrong > 0 && <span className="tab-faults">{t("editor.faults.here", { n: wrong })}</span>}
      </span>
    );
  };
  const content: Readonly<Record<Part, ReactNode>> = {
    basics: <BasicFields entry={entry} onChange={onChange} />,
    "to-tell": <NoteList entry={entry} onChange={onChange} />,
    materials: <MaterialList entry={entry} onChange={onChange} />,
    form: <FormFields entry={entry} onChange={onChange} />,
    implementations: <ImplementationList entry={entry} onChange={onChange} />,
  };
  return (
    <Tabs
      className="editor"
      activeKey={part}
      onChange={(key) => setPart(key as Part)}
      destroyOnHidden
      items={(["basics", ...LISTS] as const).map((key) => ({ key, label: label(key), children: content[key] }))}
    />
  );
}

function partOf(fault: DraftFault): Part {
  return LISTS.find((list) => within(fault, list)) ?? "basics";
}
