import { useState } from "react";

import { Icon } from "../../components/Icon";
import { useRead } from "../../components/useCatalogue";
import type { OfficePlace } from "../../generated/places";
import { explain, useLanguage } from "../../i18n";
import { ChosenHalls } from "./ChosenHalls";
import { HallCard } from "./HallCard";

type Where =
  | { readonly at: "everywhere" }
  | { readonly at: "asking" }
  | { readonly at: "here"; readonly near: string }
  | { readonly at: "denied" };

const KINDS = ["hall", "agency"] as const;
const PATIENCE_MS = 15_000;

/** The halls for an item, the nearest first once somebody lets us know where they are; nobody is asked unpressed. */
export function HallFinder({ item }: { readonly item: string }) {
  const { t, read } = useLanguage();
  const [where, setWhere] = useState<Where>({ at: "everywhere" });
  const [county, setCounty] = useState("");
  const [apply, setApply] = useState<OfficePlace | null>(null);
  const [collect, setCollect] = useState<OfficePlace | null>(null);
  const [kind, setKind] = useState<"hall" | "agency">("hall");
  const asked = new URLSearchParams({ item, kind, limit: "100" });
  if (where.at === "here") asked.set("near", where.near);
  const { value: halls, error } = useRead<readonly OfficePlace[]>("window", `/api/offices?${asked}`);
  const counties = [...new Map((halls ?? []).map((hall) => [hall.division, hall.divisionName])).entries()];
  const shown = (halls ?? []).filter((hall) => county === "" || hall.division === county);
  const locate = () => {
    setWhere({ at: "asking" });
    setCounty("");
    navigator.geolocation.getCurrentPosition(
      // Three decimals are a hundred metres: near enough for a hall, and nobody's front door.
      ({ coords }) => setWhere({ at: "here", near: `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}` }),
      () => setWhere({ at: "denied" }),
      { timeout: PATIENCE_MS, maximumAge: 600_000 },
    );
  };
  return (
    <section className="halls" aria-labelledby="halls">
      <h2 id="halls">{t("halls.title")}</h2>
      <p className="note">{t("halls.note")}</p>
      <div className="halls-asked">
        <div className="halls-kind" role="group" aria-label={t("halls.kind")}>
          {KINDS.map((each) => (
            <button key={each} type="button" className="chip" data-testid={`kind-${each}`} aria-pressed={kind === each} onClick={() => setKind(each)}>
              {t(`halls.kind.${each}`)}
            </button>
          ))}
        </div>
        <button type="button" className="button" data-testid="locate" disabled={where.at === "asking"} onClick={locate}>
          <Icon name="arrow" />
          {t(where.at === "asking" ? "halls.locating" : "halls.locate")}
        </button>
        <label className="halls-county">
          <span>{t("halls.county")}</span>
          <select data-testid="county" value={county} onChange={(event) => setCounty(event.target.value)}>
            <option value="">{t("halls.every-county")}</option>
            {counties.map(([code, name]) => (
              <option key={code} value={code}>
                {name ? read(name) : code}
              </option>
            ))}
          </select>
        </label>
      </div>
      {where.at === "denied" && <p className="promise">{t("halls.denied")}</p>}
      {error !== null && <p className="alert">{explain(error)}</p>}
      {halls?.length === 0 && <p className="lead">{t("halls.none")}</p>}
      <ul className="hall-list">
        {shown.map((hall) => (
          <HallCard
            key={hall.id}
            hall={hall}
            applies={apply?.id === hall.id}
            collects={collect?.id === hall.id}
            onApply={() => setApply(apply?.id === hall.id ? null : hall)}
            onCollect={() => setCollect(collect?.id === hall.id ? null : hall)}
          />
        ))}
      </ul>
      {apply && <ChosenHalls item={item} apply={apply} collect={collect ?? apply} />}
    </section>
  );
}
