import { Button } from "antd";

import type { FolderPageView } from "../../generated/folders";
import { useLanguage } from "../../i18n";

interface Props {
  readonly ticket: string;
  readonly pages: readonly FolderPageView[];
  readonly name: string;
  readonly onRemove: (page: string) => void;
  readonly onRetake: (page: string) => void;
  readonly onMove: (page: string, before: string) => void;
}

/** The pages of one material in their order, each with what its reading found, in words. */
export function FolderPages({ ticket, pages, name, onRemove, onRetake, onMove }: Props) {
  const { t } = useLanguage();
  if (pages.length === 0) return null;
  return (
    <ul className="clerk-pages">
      {pages.map((page, place) => {
        const form = page.state === "read" ? "flat" : "original";
        const bad = page.problems.length > 0 || page.state === "unreadable";
        const verdict = page.problems[0]
          ? t(`page.problem.${page.problems[0]}`)
          : t(page.state === "read" ? "folder.page.good" : `page.state.${page.state}`);
        const before = pages[place - 1];
        const which = `${name}, ${t("material.page", { n: place + 1 })}`;
        return (
          <li key={page.hash} data-testid="folder-page" data-state={page.state}>
            <img src={`/api/tickets/${ticket}/pages/${page.hash}/${form}?page=clerk`} alt={which} />
            <span className={bad ? "clerk-bad" : page.state === "read" ? "clerk-good" : ""}>{verdict}</span>
            <span className="clerk-page-acts">
              <Button size="small" type={bad ? "primary" : "default"} aria-label={`${t("folder.retake")}: ${which}`} onClick={() => onRetake(page.hash)}>
                {t("folder.retake")}
              </Button>
              <Button size="small" aria-label={`${t("folder.remove")}: ${which}`} onClick={() => onRemove(page.hash)}>
                {t("folder.remove")}
              </Button>
              {before && (
                <Button size="small" aria-label={`${t("folder.earlier")}: ${which}`} onClick={() => onMove(page.hash, before.hash)}>
                  ←
                </Button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
