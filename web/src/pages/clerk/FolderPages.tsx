import { Button } from "antd";

import type { FolderPageView } from "../../generated/folders";
import { useLanguage } from "../../i18n";

interface Props {
  readonly ticket: string;
  readonly pages: readonly FolderPageView[];
  readonly name: string;
  readonly onRemove: (page: string) => void;
}

/** The pages of one material, each with what its reading found, in words. */
export function FolderPages({ ticket, pages, name, onRemove }: Props) {
  const { t } = useLanguage();
  if (pages.length === 0) return null;
  return (
    <ul className="clerk-pages">
      {pages.map((page, place) => {
        const form = page.state === "read" ? "flat" : "original";
        const verdict = page.problems[0] ? t(`page.problem.${page.problems[0]}`) : t(page.state === "read" ? "folder.page.good" : `page.state.${page.state}`);
        return (
          <li key={page.hash} data-testid="folder-page" data-state={page.state}>
            <img
              src={`/api/tickets/${ticket}/pages/${page.hash}/${form}?page=clerk`}
              alt={`${name}, ${t("material.page", { n: place + 1 })}`}
            />
            <span className={page.problems.length > 0 ? "clerk-bad" : page.state === "read" ? "clerk-good" : ""}>{verdict}</span>
            <Button size="small" onClick={() => onRemove(page.hash)}>
              {t("folder.remove")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
