import type { CaseView } from "../generated/wire";
import { useLanguage } from "../i18n";
import type { Page } from "../wire/rest";
import { Icon } from "./Icon";

/** The way to the acceptance notice once it is made; until then, that it is being made. */
export function NoticeLink({ page, view }: { readonly page: Page; readonly view: CaseView }) {
  const { t } = useLanguage();
  if (view.notice === null)
    return (
      <p className="notice-wait" role="status">
        <span className="spinner" aria-hidden="true" />
        {t("notice.making")}
      </p>
    );
  return (
    <a
      className="button button-primary button-large"
      href={`/api/cases/${view.id}/notice.pdf?page=${page}`}
      target="_blank"
      rel="noreferrer"
      data-testid="notice-link"
      data-hash={view.notice}
    >
      <Icon name="document" />
      {t("notice.open")}
    </a>
  );
}
