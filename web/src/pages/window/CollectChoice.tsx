import { useRead } from "../../components/useCatalogue";
import type { OfficePlace } from "../../generated/places";
import { useLanguage } from "../../i18n";

interface Props {
  readonly here: string; // The window's hall.
  readonly chosen: string | null;
  readonly onChoose: (hall: string | null) => void;
}

/** Where the result is to be collected: here, unless the resident would rather go elsewhere. */
export function CollectChoice({ here, chosen, onChoose }: Props) {
  const { t, read } = useLanguage();
  const { value: halls } = useRead<readonly OfficePlace[]>("window", "/api/offices?kind=hall&limit=100");
  const others = (halls ?? []).filter(({ id }) => id !== here);
  if (others.length === 0) return null;
  return (
    <label className="collect">
      <span>{t("collect.title")}</span>
      <select
        data-testid="collect"
        value={chosen ?? here}
        onChange={({ target }) => onChoose(target.value === here ? null : target.value)}
      >
        <option value={here}>{t("collect.here")}</option>
        {others.map((hall) => (
          <option key={hall.id} value={hall.id}>
            {read(hall.name)}
          </option>
        ))}
      </select>
    </label>
  );
}
