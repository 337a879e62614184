import { useCallback, useEffect, useState } from "react";
import type { FormEvent } from "react";

import { useRead } from "../../components/useCatalogue";
import type { Address, ChooseDelivery, DeliveryView } from "../../generated/documents";
import type { OfficePlace } from "../../generated/places";
import type { CaseView } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import { read as ask, send } from "../../wire/rest";
import { CountySearch } from "./CountySearch";
import type { County } from "./CountySearch";

const NOBODY: Address = { recipient: "", phone: "", division: "", address: "" };
const LINES = ["recipient", "phone", "address"] as const;

/** How the result comes to the resident, said by themselves: at a hall, or by parcel to their door. */
export function DeliveryChoice({ view, here }: { readonly view: CaseView; readonly here: string }) {
  const { t, read } = useLanguage();
  const [delivery, setDelivery] = useState<DeliveryView | null>(null);
  const [way, setWay] = useState<"window" | "parcel" | null>(null);
  const [office, setOffice] = useState(here);
  const [to, setTo] = useState<Address>(NOBODY);
  const [county, setCounty] = useState<County | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const { value: halls } = useRead<readonly OfficePlace[]>("window", "/api/offices?kind=hall&limit=100");
  const path = `/api/cases/${view.id}/delivery`;

  const look = useCallback(() => {
    ask<DeliveryView>("window", path).then(setDelivery, setError);
  }, [path]);
  useEffect(look, [look, view.state]);

  const choose = (event: FormEvent) => {
    event.preventDefault();
    if (way === null) return;
    const parcel = way === "parcel";
    const body: ChooseDelivery = { way, office: parcel ? null : office, to: parcel ? { ...to, division: county?.code ?? "" } : null };
    setSending(true);
    setError(null);
    send<DeliveryView>("window", path, body)
      .then((chosen) => {
        setDelivery(chosen);
        setWay(null);
      }, setError)
      .finally(() => setSending(false));
  };

  if (!delivery || delivery.ways.length === 0) return null;
  const fixed = delivery.number !== null || view.state === "closed";
  const hall = halls?.find(({ id }) => id === delivery.office);
  const where = delivery.way === "window" ? (hall ? read(hall.name) : "") : (delivery.to?.address ?? "");
  return (
    <section className="delivery-form" aria-labelledby="delivery-title" data-testid="delivery">
      <h2 id="delivery-title">{t("delivery.ask")}</h2>
      {delivery.way && (
        <p className="lead" role="status" data-testid="delivery-chosen">
          {t("delivery.chosen", { way: t(`delivery.way.${delivery.way}`) })} · {where}
        </p>
      )}
      {!fixed && (
        <div className="answers" role="group" aria-labelledby="delivery-title">
          {delivery.ways.map((each) => (
            <button
              key={each}
              type="button"
              className={`button button-large${each === way ? " button-primary" : ""}`}
              aria-pressed={each === way}
              data-testid={`way-${each}`}
              onClick={() => setWay(each === way ? null : each)}
            >
              {t(`delivery.way.${each}`)}
            </button>
          ))}
        </div>
      )}
      {way !== null && !fixed && (
        <form className="delivery-fields" onSubmit={choose}>
          {way === "window" && (
            <>
              <label htmlFor="delivery-office">{t("delivery.office")}</label>
              <select id="delivery-office" data-testid="delivery-office" value={office} onChange={({ target }) => setOffice(target.value)}>
                {(halls ?? []).map(({ id, name }) => (
                  <option key={id} value={id}>
                    {read(name)}
                    {id === here && ` (${t("collect.here")})`}
                  </option>
                ))}
              </select>
            </>
          )}
          {way === "parcel" && (
            <>
              {LINES.slice(0, 2).map(line)}
              {county ? (
                <p className="county-chosen">
                  <strong>{read(county.name)}</strong>
                  <button type="button" className="button" onClick={() => setCounty(null)}>
                    {t("county.change")}
                  </button>
                </p>
              ) : (
                <CountySearch id="delivery-county" label={t("delivery.county")} onChoose={setCounty} />
              )}
              {LINES.slice(2).map(line)}
            </>
          )}
          {error !== null && (
            <p className="alert" role="alert">
              {explain(error)}
            </p>
          )}
          <button type="submit" className="button button-primary button-large" data-testid="delivery-save" disabled={sending}>
            {t("delivery.save")}
          </button>
        </form>
      )}
    </section>
  );

  function line(name: (typeof LINES)[number]) {
    return (
      <p key={name}>
        <label htmlFor={`delivery-${name}`}>{t(`delivery.${name}`)}</label>
        <input
          id={`delivery-${name}`}
          data-testid={`delivery-${name}`}
          value={to[name]}
          inputMode={name === "phone" ? "numeric" : "text"}
          maxLength={name === "address" ? 200 : 50}
          autoComplete="off"
          onChange={({ target }) => setTo({ ...to, [name]: target.value })}
        />
      </p>
    );
  }
}
