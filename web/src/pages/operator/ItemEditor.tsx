import { Alert, Button } from "antd";
import { useState } from "react";

import { useRead } from "../../components/useCatalogue";
import type { CatalogueItem, Drafted, DraftFault, DraftItem, ItemEntry } from "../../generated/catalogue";
import { explain, useLanguage } from "../../i18n";
import { read, send } from "../../wire/rest";
import { Compared } from "./Compared";
import { EntryFields } from "./EntryFields";
import type { Entry } from "./entry";

interface Props {
  readonly item: CatalogueItem;
  readonly onChanged: () => void;
}

/** Edit an item: its content becomes the next draft, compared with what is published, and may be discarded. */
export function ItemEditor({ item, onChanged }: Props) {
  const { t, read: say } = useLanguage();
  const path = `/api/catalogue/${encodeURIComponent(item.id)}`;
  const [round, setRound] = useState(0);
  const [entry, setEntry] = useState<Entry | null>(null);
  const [faults, setFaults] = useState<readonly DraftFault[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const current = item.versions.find((version) => version.current)?.number ?? null;
  const newest = item.versions[0];
  const { value: published } = useRead<ItemEntry>("operator", current === null ? null : `${path}/entry?version=${current}#${round}`);
  const run = async (work: () => Promise<void>) => {
    setSending(true);
    setError(null);
    try {
      await work();
    } catch (refused) {
      setError(refused);
    } finally {
      setSending(false);
    }
  };
  const edit = () => run(async () => setEntry(JSON.parse((await read<ItemEntry>("operator", `${path}/entry`)).entry) as Entry));
  const save = (changed: Entry) =>
    run(async () => {
      const body: DraftItem = { entry: JSON.stringify(changed) };
      const drafted = await send<Drafted>("operator", `${path}/entry`, body);
      setFaults(drafted.faults);
      if (drafted.faults.length > 0) return;
      setEntry(null);
      setRound(round + 1);
      onChanged();
    });
  const discard = () =>
    run(async () => {
      await send("operator", `${path}/discard`, {});
      setEntry(null);
      setRound(round + 1);
      onChanged();
    });
  const drafted = newest?.state === "draft";
  return (
    <section data-testid="item-editor">
      <h3>{t("editor.title")}</h3>
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      {entry === null && (
        <div className="office-bar">
          <Button data-testid="edit-item" disabled={sending} onClick={() => void edit()}>
            {t("editor.edit")}
          </Button>
          {drafted && item.versions.length > 1 && (
            <Button danger data-testid="discard-draft" disabled={sending} onClick={() => void discard()}>
              {t("editor.discard")}
            </Button>
          )}
        </div>
      )}
      {entry === null && drafted && published && newest.number !== current && <Compared path={path} before={published} version={newest.number} round={round} />}
      {entry !== null && (
        <>
          {faults.length > 0 && <Alert type="error" showIcon data-testid="editor-faults" title={t("editor.faults", { n: faults.length })} description={faults.map((fault) => `${fault.path}: ${say(fault.problem)}`).join("; ")} />}
          <EntryFields entry={entry} faults={faults} onChange={setEntry} />
          <div className="office-bar">
            <Button type="primary" data-testid="save-draft" disabled={sending} onClick={() => void save(entry)}>
              {t("editor.save")}
            </Button>
            <Button
              onClick={() => {
                setEntry(null);
                setFaults([]);
              }}
            >
              {t("editor.cancel")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
