import { Checkbox, Select } from "antd";
import { useCallback, useEffect, useState } from "react";

import type { FolderMaterial, FolderView } from "../../generated/folders";
import { useLanguage } from "../../i18n";
import { sha256 } from "../../media/still";
import { read as ask, request, send } from "../../wire/rest";
import { FolderPages } from "./FolderPages";
import { useTold } from "./useTold";

const WHILE_READING_MS = 1_000;
type Mark = NonNullable<FolderMaterial["mark"]>;
const MARKS: readonly Mark[] = ["have", "missing", "not-needed"];

/** The folder of a ticket that waits: the checklist as pre-checked, and the pages scanned so far. */
export function Folder({ ticket }: { readonly ticket: string }) {
  const { t, language, read } = useLanguage();
  const told = useTold();
  const [folder, setFolder] = useState<FolderView | null>(null);
  const path = `/api/tickets/${ticket}`;
  const load = useCallback(() => {
    ask<FolderView>("clerk", `${path}/folder`).then(setFolder).catch(told);
  }, [path, told]);
  useEffect(load, [load]);
  const reading = folder?.pages.some(({ state }) => state === "received") ?? false;
  useEffect(() => {
    if (!reading) return;
    const timer = setInterval(load, WHILE_READING_MS);
    return () => clearInterval(timer);
  }, [reading, load]);

  const mark = (material: string, word: Mark, seen: boolean) => {
    send<FolderView>("clerk", `${path}/materials`, { material, mark: word, seen }).then(setFolder).catch(told);
  };
  const scan = async (files: FileList, material: string) => {
    for (const file of files) {
      const query = `?material=${encodeURIComponent(material)}`;
      const headers = { "Content-Type": file.type || "image/jpeg" };
      const answer = await request("clerk", `${path}/pages/${await sha256(await file.arrayBuffer())}${query}`, { method: "PUT", body: file, headers });
      setFolder((await answer.json()) as FolderView);
    }
  };
  if (!folder) return null;
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  return (
    <div className="clerk-folder" data-testid="folder">
      <h3>{t("folder.title")}</h3>
      <ul className="clerk-materials">
        {folder.materials.map((material) => (
          <li key={material.code} data-testid={`folder-${material.code}`}>
            <div className="clerk-material-name">
              <strong>{read(material.name)}</strong>
              <small>
                {t(material.required ? "folder.required" : "material.optional")}
                {material.originalSeen && <> · {t("folder.original-needed")}</>}
                {material.stays && <> · {t("folder.stays")}</>}
              </small>
            </div>
            <Select<Mark>
              value={material.mark}
              placeholder={t("folder.mark")}
              aria-label={`${read(material.name)}: ${t("folder.mark")}`}
              options={MARKS.map((value) => ({ value, label: t(`folder.mark.${value}`) }))}
              onChange={(word) => mark(material.code, word, word === "have" && material.seenAt !== null)}
            />
            <Checkbox
              checked={material.seenAt !== null}
              data-testid={`seen-${material.code}`}
              onChange={(event) => mark(material.code, "have", event.target.checked)}
            >
              {t("folder.seen")}
              {material.seenAt && <small> {time.format(new Date(material.seenAt))}</small>}
            </Checkbox>
            <label className="clerk-file">
              {t("folder.scan")}
              <input
                className="hidden"
                type="file"
                accept="image/jpeg,image/png"
                capture="environment"
                multiple
                aria-label={`${t("folder.scan")}: ${read(material.name)}`}
                data-testid={`scan-${material.code}`}
                onChange={(event) => {
                  const { files } = event.target;
                  if (files) void scan(files, material.code).catch(told);
                }}
              />
            </label>
            <FolderPages
              ticket={ticket}
              pages={folder.pages.filter((page) => page.material === material.code)}
              name={read(material.name)}
              onRemove={(page) => {
                send<FolderView>("clerk", `${path}/pages/removals`, { page }).then(setFolder).catch(told);
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
