import { Checkbox, Select } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";

import type { FolderMaterial, FolderView } from "../../generated/folders";
import type { FolderNote } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { read as ask, send } from "../../wire/rest";
import { FolderPages } from "./FolderPages";
import { PaperCamera } from "./PaperCamera";
import { ScanButtons } from "./ScanButtons";
import { useScans } from "./useScans";
import { useTold } from "./useTold";

type Mark = NonNullable<FolderMaterial["mark"]>;
const MARKS: readonly Mark[] = ["have", "missing", "not-needed"];

interface Props {
  readonly ticket: string;
  readonly note: FolderNote | null; // What the hall's stream says of it; when it changes, the folder is read again.
}

/** The folder of a ticket that waits: the checklist as pre-checked, and the pages scanned so far. */
export function Folder({ ticket, note }: Props) {
  const { t, language, read } = useLanguage();
  const told = useTold();
  const [folder, setFolder] = useState<FolderView | null>(null);
  const [camera, setCamera] = useState<string | null>(null); // The material that pages are scanned for.
  const path = `/api/tickets/${ticket}`;
  const newest = useRef(0);
  // Answers may come in another order than their questions: only the newest question's is shown.
  const show = useCallback(
    (answer: Promise<FolderView>) => {
      newest.current += 1;
      const turn = newest.current;
      return answer.then((view) => {
        if (turn === newest.current) setFolder(view);
      });
    },
    [],
  );
  useEffect(() => {
    show(ask<FolderView>("clerk", `${path}/folder`)).catch(told);
  }, [path, note, show, told]);
  const target = useCallback(
    (hash: string, material: string) => `${path}/pages/${hash}?material=${encodeURIComponent(material)}`,
    [path],
  );
  const scans = useScans(target);

  const change = (where: string, body: object) => {
    show(send<FolderView>("clerk", `${path}/${where}`, body)).catch(told);
  };
  const mark = (material: string, word: Mark, seen: boolean) => change("materials", { material, mark: word, seen });
  const keep = async (pages: readonly Blob[], material: string) => {
    for (const page of pages) await show(scans.send(page, material).then((answer) => answer.json() as Promise<FolderView>));
  };
  if (!folder) return null;
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const order = folder.pages.map(({ hash }) => hash);
  const move = (page: string, before: string) => {
    const rest = order.filter((hash) => hash !== page);
    change("pages/order", { pages: rest.toSpliced(rest.indexOf(before), 0, page) });
  };
  const lacking = folder.materials.filter(
    ({ code, required, mark: found }) => required && found === null && !folder.pages.some(({ material }) => material === code),
  ).length;
  return (
    <div className="clerk-folder" data-testid="folder">
      <h3>{t("folder.title")}</h3>
      <p role="status" className={lacking > 0 ? "clerk-open" : "clerk-good"}>
        {lacking > 0 ? t("folder.lacking", { n: lacking }) : t("folder.complete")}
      </p>
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
            <ScanButtons
              material={material.code}
              name={read(material.name)}
              open={camera === material.code}
              onCamera={() => setCamera(camera === material.code ? null : material.code)}
              onFiles={(files) => void keep(files, material.code).catch(told)}
            />
            {camera === material.code && (
              <PaperCamera
                label={read(material.name)}
                sending={scans.sending}
                onPage={(page) => void keep([page], material.code).catch(told)}
                onClose={() => setCamera(null)}
              />
            )}
            <FolderPages
              ticket={ticket}
              pages={folder.pages.filter((page) => page.material === material.code)}
              name={read(material.name)}
              onRemove={(page) => change("pages/removals", { page })}
              onRetake={(page) => {
                change("pages/removals", { page });
                setCamera(material.code);
              }}
              onMove={move}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
