import { useEffect, useState } from "react";

import { Icon } from "../../components/Icon";
import type { FolderView } from "../../generated/folders";
import type { TicketId } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { read as ask } from "../../wire/rest";

const EVERY_MS = 3_000;

/** What was handed in before the call: each paper with its pages, and what is still missing. */
export function FolderPart({ ticket }: { readonly ticket: TicketId }) {
  const { t, read } = useLanguage();
  const [folder, setFolder] = useState<FolderView | null>(null);
  useEffect(() => {
    const look = () => {
      ask<FolderView>("window", `/api/tickets/${ticket}/folder`).then(setFolder, () => undefined); // The next look tells.
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [ticket]);
  if (!folder) return null;
  const papers = folder.materials.map((material) => {
    const pages = folder.pages.filter((page) => page.material === material.code);
    const good = pages.length > 0 && pages.every(({ problems, state }) => problems.length === 0 && state !== "unreadable");
    const word = pages.length === 0 ? (material.mark === "not-needed" ? "not-needed" : material.mark === "have" ? "brought" : material.required ? "missing" : "optional") : good ? "there" : "again";
    return { material, pages, word } as const;
  });
  return (
    <section className="folder-part" aria-labelledby="folder-title" data-testid="folder">
      <h2 id="folder-title">{t("folder.own")}</h2>
      {folder.pages.length === 0 && <p className="note">{t("folder.own.none")}</p>}
      <ul>
        {papers.map(({ material, pages, word }) => (
          <li key={material.code} data-testid={`folder-${material.code}`} data-word={word}>
            <p>
              <Icon name={word === "there" ? "check" : "document"} size={32} />
              <strong>{read(material.name)}</strong>
              <span className={`folder-word folder-${word}`}>{t(`folder.own.${word}`, { n: pages.length })}</span>
            </p>
            {pages.length > 0 && (
              <div className="folder-pages">
                {pages.map((page, place) => (
                  <img
                    key={page.hash}
                    src={`/api/tickets/${ticket}/pages/${page.hash}/${page.state === "read" ? "flat" : "original"}?page=window`}
                    alt={`${read(material.name)}, ${t("material.page", { n: place + 1 })}`}
                  />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
