import { Icon } from "../../../components/Icon";
import { NoticeLink } from "../../../components/NoticeLink";
import { PartsList, partsOf } from "../../../components/PartsList";
import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { DeliveryChoice } from "../DeliveryChoice";

/** The case was accepted while the conversation goes on. */
export function AcceptedTask({ view, here }: { readonly view: CaseView; readonly here: string }) {
  const { t, read } = useLanguage();
  return (
    <div className="task-card task-accepted">
      <span className="finished-mark">
        <Icon name="check" size={48} />
      </span>
      <h2>{t("finished.accepted")}</h2>
      <p>{read(view.itemName)}</p>
      <p className="note">{t("finished.number")}</p>
      <p className="case-number" data-testid="case-number">
        {view.number}
      </p>
      <NoticeLink page="window" view={view} />
      <PartsList parts={partsOf(view)} heading="h3" />
      <DeliveryChoice view={view} here={here} />
    </div>
  );
}
