import { Alert, Button } from "antd";
import { useState } from "react";

import { useRead } from "../../components/useCatalogue";
import { Dialog } from "../../console/Dialog";
import { KeyButton } from "../../console/KeyButton";
import { useKey } from "../../console/keys";
import type { CatalogueRow } from "../../generated/catalogue";
import { explain, language as currentLanguage, speak, useLanguage } from "../../i18n";
import { CatalogueFilters } from "./CatalogueFilters";
import { CatalogueTable } from "./CatalogueTable";
import { EVERYTHING, narrowed } from "./filter";
import { ImportForm } from "./ImportForm";
import { ItemSheet } from "./ItemSheet";
import { NewItemForm } from "./NewItemForm";

const FORMATS = ["yaml", "xlsx", "csv"] as const;

/** The operator's catalogue: every item, what it lacks, and files in and out. */
export function CataloguePart() {
  const { t, read } = useLanguage();
  const [filter, setFilter] = useState(EVERYTHING);
  const [round, setRound] = useState(0);
  const [open, setOpen] = useState<Pick<CatalogueRow, "id" | "name"> | null>(null);
  const [creating, setCreating] = useState(false);
  const [importing, setImporting] = useState(false);
  // The round makes the same question a new one.
  const { value: rows, error } = useRead<readonly CatalogueRow[]>("operator", `/api/catalogue#${round}`);
  const [last, setLast] = useState<readonly CatalogueRow[] | null>(null);
  if (rows !== null && rows !== last) setLast(rows);
  const shown = rows ?? last;
  const reload = () => setRound(round + 1);
  useKey("l", t("language.switch"), true, () => speak(currentLanguage() === "en" ? "zh-CN" : "en"));
  return (
    <>
        <div className="office-bar">
          <KeyButton hotkey="i" label={t("catalogue.import")} type="primary" testId="import" onPress={() => setImporting(true)} />
          <KeyButton hotkey="n" label={t("editor.new")} testId="new-item" onPress={() => setCreating(true)} />
          <KeyButton hotkey="r" label={t("backoffice.reload")} onPress={reload} />
          {FORMATS.map((format) => (
            <Button key={format} data-testid={`export-${format}`} href={`/api/catalogue/export.${format}?page=operator`} download>
              {t(`catalogue.export.${format}`)}
            </Button>
          ))}
        </div>
        <CatalogueFilters rows={shown ?? []} filter={filter} onChange={setFilter} />
        {error !== null && <Alert type="error" showIcon title={explain(error)} />}
        <CatalogueTable rows={shown === null ? null : narrowed(shown, filter)} onOpen={setOpen} />
      {open && (
        <Dialog wide title={read(open.name) || open.name.zh} onClose={() => setOpen(null)}>
          <ItemSheet id={open.id} onChanged={reload} />
        </Dialog>
      )}
      {creating && (
        <Dialog wide title={t("editor.new")} onClose={() => setCreating(false)}>
          <NewItemForm
            onCreated={(id, name) => {
              setCreating(false);
              reload();
              setOpen({ id: id as CatalogueRow["id"], name });
            }}
          />
        </Dialog>
      )}
      {importing && (
        <Dialog wide title={t("catalogue.import")} onClose={() => setImporting(false)}>
          <ImportForm onImported={reload} />
        </Dialog>
      )}
    </>
  );
}
