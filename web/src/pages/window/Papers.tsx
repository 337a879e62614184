import { Icon } from "../../components/Icon";
import { PaperList } from "../../components/PaperList";
import { useItem } from "../../components/useCatalogue";
import { useLanguage } from "../../i18n";
import type { Choice } from "./choice";
import { CollectChoice } from "./CollectChoice";
import { StepFrame } from "./StepFrame";

interface Props {
  readonly choice: Choice;
  readonly here: string; // The window's hall.
  readonly onChange: (choice: Choice) => void;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** What to have at hand for the chosen item. */
export function Papers({ choice, here, onChange, onBack, onDone }: Props) {
  const { t, read } = useLanguage();
  const detail = useItem("window", choice.item);
  return (
    <StepFrame
      step="papers"
      onBack={onBack}
      action={
        <button type="button" className="button button-primary button-large" data-testid="papers-continue" onClick={onDone}>
          {t("papers.continue")}
          <Icon name="arrow" />
        </button>
      }
    >
      {detail && (
        <div className="papers">
          <p className="lead">
            {read(detail.name)} · {read(detail.departmentName)}
          </p>
          <PaperList materials={detail.materials} />
          <dl className="facts facts-row">
            <div>
              <dt>{t("item.committed")}</dt>
              <dd>{detail.committedDays === 0 ? t("item.at-once") : t("item.days", { n: detail.committedDays })}</dd>
            </div>
            <div>
              <dt>{t("item.fee")}</dt>
              <dd>{detail.fee === "" || detail.fee === "0" ? t("item.free") : detail.fee}</dd>
            </div>
          </dl>
          <CollectChoice here={here} chosen={choice.collectAt} onChoose={(collectAt) => onChange({ ...choice, collectAt })} />
          <p className="note">{t("item.version", { id: detail.id, n: detail.version })}</p>
        </div>
      )}
    </StepFrame>
  );
}
