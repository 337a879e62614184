import { hourRows } from "../../components/hours";
import type { OfficePlace } from "../../generated/places";
import { useLanguage } from "../../i18n";

interface Props {
  readonly hall: OfficePlace;
  readonly applies: boolean;
  readonly collects: boolean;
  readonly onApply: () => void;
  readonly onCollect: () => void;
}

const TYPE = { 1: "halls.type.1", 2: "halls.type.2", 3: "halls.type.3" } as const;

/** One hall: where it is, when it is open, and whether to apply or to collect there. */
export function HallCard({ hall, applies, collects, onApply, onCollect }: Props) {
  const { t, read, language } = useLanguage();
  const type = hall.serviceType as keyof typeof TYPE | null;
  return (
    <li className="hall" data-testid={`hall-${hall.id}`}>
      <h3>{read(hall.name)}</h3>
      <p className="hall-state">
        {hall.distanceKm !== null && <span className="number">{t("halls.distance", { km: hall.distanceKm.toFixed(1) })}</span>}
        <span className={hall.openNow ? "" : "hall-closed"}>{t(hall.openNow ? "halls.open" : "halls.closed")}</span>
      </p>
      <p>{read(hall.address)}</p>
      <ul className="hall-hours">
        {hourRows(hall.week, language).map(({ days, times }) => (
          <li key={days}>
            {days} <span className="number">{times.join(" ")}</span>
          </li>
        ))}
      </ul>
      {hall.phone && <p className="number">{t("halls.phone", { phone: hall.phone })}</p>}
      {type !== null && <p className="note">{t(TYPE[type])}</p>}
      <div className="hall-choice">
        <button type="button" className="button" aria-pressed={applies} data-testid={`apply-${hall.id}`} onClick={onApply}>
          {t("halls.apply")}
        </button>
        <button type="button" className="button" aria-pressed={collects} data-testid={`collect-${hall.id}`} onClick={onCollect}>
          {t("halls.collect")}
        </button>
      </div>
    </li>
  );
}
