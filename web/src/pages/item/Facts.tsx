import type { Checklist } from "../../generated/places";
import { useLanguage } from "../../i18n";

/** Who, how long, how much, and what comes of it. */
export function Facts({ item }: { readonly item: Checklist }) {
  const { t, read } = useLanguage();
  const days = (n: number) => (n === 0 ? t("item.at-once") : t("item.days", { n }));
  const facts: readonly (readonly [string, string])[] = [
    [t("checklist.serves"), t(item.serves === "legal" ? "items.legal" : "items.natural")],
    [t("item.committed"), days(item.committedDays)],
    [t("checklist.legal"), days(item.legalDays)],
    [t("checklist.minutes"), t("item.minutes", { n: item.targetMinutes })],
    [t("item.fee"), Number(item.fee) > 0 ? t("checklist.yuan", { fee: item.fee }) : t("item.free")],
    [t("checklist.result"), item.result ? read(item.result) : t(item.pays ? "checklist.money" : "checklist.no-result")],
    [t("checklist.delivery"), item.delivery.map((way) => t(way === "parcel" ? "checklist.parcel" : "checklist.window")).join(" / ")],
    [t("checklist.signature"), t(SIGNATURE[item.signature] ?? "checklist.signature.finger")],
    ...(item.homes.length > 0
      ? [[t("checklist.homes"), item.homes.map(({ name, division }) => (name ? read(name) : division)).join(" / ")] as const]
      : []),
    ...(item.code ? [[t("checklist.item-code"), item.code] as const] : []),
  ];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{t("checklist.facts")}</h2>
      <dl className="facts checklist-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const SIGNATURE: Readonly<Record<string, "checklist.signature.finger" | "checklist.signature.wet" | "checklist.signature.certificate">> = {
  finger: "checklist.signature.finger",
  wet: "checklist.signature.wet",
  certificate: "checklist.signature.certificate",
};
