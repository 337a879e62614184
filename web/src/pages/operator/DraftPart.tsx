import { Alert, Button } from "antd";

import { useAttempt } from "../../console/useAttempt";
import type { CatalogueItem } from "../../generated/catalogue";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";
import { Compared } from "./Compared";

interface Props {
  readonly item: CatalogueItem;
  readonly onEdit: () => Promise<void>;
  readonly onChanged: () => void;
}

/** The way into the editor, and a draft that waits: what it changes of what is published, and discarding it. */
export function DraftPart({ item, onEdit, onChanged }: Props) {
  const { t } = useLanguage();
  const { sending, error, attempt } = useAttempt();
  const path = `/api/catalogue/${encodeURIComponent(item.id)}`;
  const published = item.versions.find((version) => version.current)?.number ?? null;
  const newest = item.versions[0];
  const drafted = newest?.state === "draft";
  const discard = () =>
    void attempt(async () => {
      await send("operator", `${path}/discard`, {});
      onChanged();
    });
  return (
    <section>
      <h3>{t("editor.title")}</h3>
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      <div className="office-bar">
        <Button data-testid="edit-item" disabled={sending} onClick={() => void attempt(onEdit)}>
          {t("editor.edit")}
        </Button>
        {drafted && item.versions.length > 1 && (
          <Button danger data-testid="discard-draft" disabled={sending} onClick={discard}>
            {t("editor.discard")}
          </Button>
        )}
      </div>
      {drafted && published !== null && <Compared path={path} draft={newest.number} published={published} />}
    </section>
  );
}
