import { Alert, Button } from "antd";
import { useId, useMemo, useState } from "react";

import { useRead } from "../../components/useCatalogue";
import { useAttempt } from "../../console/useAttempt";
import type { Drafted, DraftFault, DraftItem, ItemEntry } from "../../generated/catalogue";
import type { ItemChoices } from "../../generated/item_choices";
import { explain, useLanguage } from "../../i18n";
import { read as ask, send } from "../../wire/rest";
import { EditingContext, NO_CHOICES } from "./editor/context";
import type { Editing } from "./editor/context";
import { FaultList } from "./editor/FaultList";
import { standing, within } from "./editor/faults";
import { KeyField } from "./editor/KeyField";
import { PickOne } from "./editor/Pick";
import type { Entry, Name } from "./entry";
import { nameOf } from "./entry";

const KEYS = ["id", "name", "department"] as const;

interface Props {
  readonly onCreated: (id: string, name: Name) => void;
}

/** A new item: its id, name and department, and all else as another item has it, or empty. It begins as a draft. */
export function NewItemForm({ onCreated }: Props) {
  const { t, read } = useLanguage();
  const model = useId();
  const [entry, setEntry] = useState<Entry>({});
  const [copied, setCopied] = useState<string | null>(null);
  const [faults, setFaults] = useState<readonly DraftFault[]>([]);
  const { sending, error, attempt } = useAttempt();
  const known = useRead<ItemChoices>("operator", "/api/item-choices").value;
  const choices = known ?? NO_CHOICES;
  const editing: Editing = useMemo(
    () => ({ choices, defaults: JSON.parse(choices.defaults) as Editing["defaults"], applicant: {}, faults, tries: 0, say: () => undefined }),
    [choices, faults],
  );
  const create = () =>
    void attempt(async () => {
      const from = copied === null ? {} : (JSON.parse((await ask<ItemEntry>("operator", `/api/catalogue/${encodeURIComponent(copied)}/entry`)).entry) as Entry);
      // The official code is the other item's own.
      const { code: _, ...rest } = from;
      const body: DraftItem = { entry: JSON.stringify({ ...rest, ...entry }) };
      const drafted = await send<Drafted>("operator", "/api/catalogue", body);
      setFaults(drafted.faults);
      if (drafted.faults.length === 0) onCreated(String(entry["id"]), nameOf(entry, "name"));
    });
  const others = faults.filter((fault) => !KEYS.some((key) => within(fault, key)));
  if (known === null) return <p role="status">{t("loading")}</p>;
  return (
    <div className="item-editor new-item">
      <EditingContext value={editing}>
        <div className="editor">
          <div className="editor-grid">
            {KEYS.map((key) => (
              <KeyField
                key={key}
                group="item"
                name={key}
                entry={entry}
                path=""
                onChange={(next, typed) => {
                  setFaults(standing(faults, entry, next, typed));
                  setEntry(next);
                }}
              />
            ))}
            <div className="editor-field">
              <label htmlFor={model}>{t("editor.new.like")}</label>
              <PickOne
                id={model}
                label={t("editor.new.like")}
                testId="new-like"
                placeholder={t("editor.new.empty")}
                options={choices.items.map((item) => ({ value: item.code, label: read(item.name) || item.name.zh, search: `${item.name.zh} ${item.name.en} ${item.code}` }))}
                value={copied}
                onChange={setCopied}
              />
              <p className="editor-hint">{t("editor.new.like.hint")}</p>
            </div>
          </div>
        </div>
      </EditingContext>
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      <FaultList placed faults={others} />
      <div>
        <Button type="primary" data-testid="create-item" disabled={sending || entry["id"] === undefined || entry["name"] === undefined} onClick={create}>
          {t("editor.new.create")}
        </Button>
      </div>
    </div>
  );
}
