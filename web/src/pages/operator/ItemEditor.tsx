import { Alert, Button } from "antd";
import { useMemo, useState } from "react";

import { useRead } from "../../components/useCatalogue";
import { KeyButton } from "../../console/KeyButton";
import { useAttempt } from "../../console/useAttempt";
import type { Drafted, DraftFault, DraftItem, ItemEntry } from "../../generated/catalogue";
import type { ItemChoices } from "../../generated/item_choices";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";
import { EditingContext, NO_CHOICES } from "./editor/context";
import type { Editing } from "./editor/context";
import { EntryFields } from "./editor/EntryFields";
import { standing } from "./editor/faults";
import { begin, change, redo, undo } from "./editor/history";
import type { History } from "./editor/history";
import { forget, keep, recall } from "./editor/unsaved";
import type { Entry } from "./entry";
import { same } from "./entry";

interface Props {
  readonly item: string;
  readonly saved: ItemEntry;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Edit an item's newest version. What is typed stays until it is saved as a draft or thrown away; each step can be undone. */
export function ItemEditor({ item, saved, onSaved, onClose }: Props) {
  const { t } = useLanguage();
  const original = useMemo(() => JSON.parse(saved.entry) as Entry, [saved]);
  const [resumed] = useState(() => recall(item, saved.version));
  const [history, setHistory] = useState<History>(() => begin(resumed ?? original));
  const [faults, setFaults] = useState<readonly DraftFault[]>([]);
  const [tries, setTries] = useState(0);
  const [said, setSaid] = useState("");
  const { sending, error, attempt } = useAttempt();
  const { value: known } = useRead<ItemChoices>("operator", "/api/item-choices");
  const choices = known ?? NO_CHOICES;
  const editing: Editing = useMemo(
    () => ({ choices, defaults: JSON.parse(choices.defaults) as Editing["defaults"], applicant: JSON.parse(choices.applicant) as Entry, faults, tries, say: setSaid }),
    [choices, faults, tries],
  );
  const entry = history.present;
  const changed = !same(entry, original);
  const go = (next: History) => {
    setHistory(next);
    if (same(next.present, original)) forget(item);
    else keep(item, saved.version, next.present);
  };
  const save = () =>
    void attempt(async () => {
      const body: DraftItem = { entry: JSON.stringify(entry) };
      const drafted = await send<Drafted>("operator", `/api/catalogue/${encodeURIComponent(item)}/entry`, body);
      setFaults(drafted.faults);
      setTries(tries + 1);
      if (drafted.faults.length > 0) return;
      forget(item);
      onSaved();
    });
  if (known === null) return <p role="status">{t("loading")}</p>;
  return (
    <section className="item-editor" data-testid="item-editor">
      {resumed !== null && changed && <Alert type="info" showIcon data-testid="editor-resumed" title={t("editor.resumed")} />}
      <EditingContext value={editing}>
        <EntryFields
          entry={entry}
          onChange={(next, typed) => {
            setSaid("");
            setFaults(standing(faults, entry, next, typed));
            go(change(history, next, typed));
          }}
        />
      </EditingContext>
      <footer className="editor-foot">
        {error !== null && <Alert type="error" showIcon title={explain(error)} />}
        {faults.length > 0 && <Alert type="error" showIcon data-testid="editor-faults" title={t("editor.faults", { n: faults.length })} />}
        <div className="office-bar">
          <KeyButton hotkey="s" type="primary" label={t("editor.save")} testId="save-draft" disabled={sending || !changed} onPress={save} />
          <KeyButton hotkey="z" label={t("editor.undo")} testId="undo" disabled={history.past.length === 0} onPress={() => go(undo(history))} />
          <KeyButton hotkey="y" label={t("editor.redo")} testId="redo" disabled={history.future.length === 0} onPress={() => go(redo(history))} />
          <Button
            danger={changed}
            data-testid="stop-editing"
            onClick={() => {
              forget(item);
              onClose();
            }}
          >
            {t(changed ? "editor.throw-away" : "editor.cancel")}
          </Button>
          <p role="status" className="editor-said">
            {said}
          </p>
        </div>
      </footer>
    </section>
  );
}
