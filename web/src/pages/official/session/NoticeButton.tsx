import { Button, Spin } from "antd";

import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";

/** The acceptance notice at the official's end. */
export function NoticeButton({ view }: { readonly view: CaseView }) {
  const { t } = useLanguage();
  if (view.notice === null)
    return (
      <p role="status">
        <Spin size="small" /> {t("notice.making")}
      </p>
    );
  return (
    <Button
      block
      href={`/api/cases/${view.id}/notice.pdf?page=official`}
      target="_blank"
      data-testid="notice-link"
      data-hash={view.notice}
    >
      {t("notice.open")}
    </Button>
  );
}
