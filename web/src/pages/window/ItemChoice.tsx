import { useMemo } from "react";

import { useItems } from "../../components/useCatalogue";
import type { ItemBrief } from "../../generated/api";
import type { ItemId } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { StepFrame } from "./StepFrame";

interface Props {
  readonly onBack: () => void;
  readonly onChoose: (item: ItemId) => void;
}

/** Departments with their items, all in sight: nobody has to know beforehand who is in charge of a matter. */
export function ItemChoice({ onBack, onChoose }: Props) {
  const { t, read } = useLanguage();
  const items = useItems("window");
  const departments = useMemo(() => Object.values(Object.groupBy(items ?? [], (item) => item.department)), [items]);
  return (
    <StepFrame step="item" onBack={onBack}>
      {items === null && <p className="lead">{t("loading")}</p>}
      <div className="departments">
        {departments.map((department) => {
          const [first] = department as [ItemBrief, ...ItemBrief[]];
          return (
            <section key={first.department} aria-labelledby={`department-${first.department}`}>
              <h2 id={`department-${first.department}`}>{read(first.departmentName)}</h2>
              <ul className="items">
                {department?.map((item) => (
                  <li key={item.id}>
                    <button
                      type="button"
                      className="item"
                      data-testid={`item-${item.id}`}
                      onClick={() => onChoose(item.id)}
                    >
                      <strong>{read(item.name)}</strong>
                      <span>{t("item.minutes", { n: item.targetMinutes })}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </StepFrame>
  );
}
