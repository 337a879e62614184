import type { OfficePlace } from "../../generated/places";
import { useLanguage } from "../../i18n";

interface Props {
  readonly item: string;
  readonly apply: OfficePlace;
  readonly collect: OfficePlace;
}

/** The choice on its way to the window: as a link on this device, as a code for the window's reader. */
export function ChosenHalls({ item, apply, collect }: Props) {
  const { t, read } = useLanguage();
  const choice = new URLSearchParams({ hall: apply.id, collect: collect.id });
  const link = `/window#${new URLSearchParams({ item, hall: apply.id, collect: collect.id })}`;
  return (
    <div className="chosen" role="status" data-testid="chosen">
      <div>
        <p>{t("halls.chosen.apply", { hall: read(apply.name) })}</p>
        <p>{t("halls.chosen.collect", { hall: read(collect.name) })}</p>
        <p className="note">{t("halls.chosen.note")}</p>
        <a href={link} data-testid="to-window">
          {t("halls.chosen.link")}
        </a>
      </div>
      <img src={`/api/items/${encodeURIComponent(item)}/code.svg?${choice}`} alt={t("halls.chosen.code")} width={180} height={180} />
    </div>
  );
}
