import { Button } from "antd";
import { useEffect, useState } from "react";

import type { MaterialOffer, Offers } from "../../../generated/materials";
import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import type { DraftValues } from "../../../state/draft";
import { read as ask, send } from "../../../wire/rest";
import { useComplain } from "../useComplain";

interface Props {
  readonly view: CaseView;
  readonly sending: boolean;
  readonly onTry: (command: CaseCommand) => Promise<unknown>;
  readonly onAnswers: (answers: DraftValues) => void; // What the earlier case says, for questions still open here.
}

/** What the resident brought to an earlier case and agreed to have looked up: looked at first, then taken over. */
export function ReuseOffers({ view, sending, onTry, onAnswers }: Props) {
  const { t, read } = useLanguage();
  const complain = useComplain();
  const [offers, setOffers] = useState<readonly MaterialOffer[]>([]);
  const path = `/api/cases/${view.id}/reusable`;
  const absent = view.materials.filter(({ pages, reusedFrom }) => pages.length === 0 && !reusedFrom).map(({ code }) => code).join(" ");
  useEffect(() => {
    if (view.reuseAgreed !== true) return;
    ask<Offers>("official", path)
      .then((found) => setOffers(found.offers))
      .catch(complain);
  }, [path, view.reuseAgreed, absent, complain]);
  const open = offers.filter(({ material, expired }) => absent.split(" ").includes(material) && !expired);
  const expired = offers.filter((offer) => offer.expired && absent.split(" ").includes(offer.material));
  if (view.reuseAgreed === null && view.materials.some(({ reusable }) => reusable))
    return <p className="reuse-note">{t("reuse.asked")}</p>;
  if (open.length === 0 && expired.length === 0) return null;
  return (
    <section className="reuse" aria-label={t("reuse.title")}>
      <h4>{t("reuse.title")}</h4>
      <ul>
        {open.map((offer) => {
          const material = view.materials.find(({ code }) => code === offer.material);
          const named = material ? read(material.name) : offer.material;
          return (
            <li key={`${offer.source}/${offer.material}`}>
              <p>{t("reuse.offer", { material: named, item: read(offer.itemName), n: offer.ageDays })}</p>
              <small>
                {offer.officeName ? read(offer.officeName) : offer.office} · {offer.caseNumber}
                {offer.expiresOn && ` · ${t("reuse.until", { day: offer.expiresOn })}`}
              </small>
              {offer.looked ? (
                <>
                  {Array.from({ length: offer.pages }, (_, index) => (
                    <a
                      key={index}
                      href={`${path}/${offer.source}/${offer.material}/${index + 1}?page=official`}
                      target="_blank"
                      rel="noreferrer"
                    >
                      {t("material.page", { n: index + 1 })}
                    </a>
                  ))}
                  <Button
                    size="small"
                    type="primary"
                    disabled={sending}
                    data-testid={`reuse-${offer.material}`}
                    onClick={() => {
                      onTry({ action: "reuse-material", material: offer.material, source: offer.source, consent: true })
                        .then(() => onAnswers(offer.answers))
                        .catch(complain);
                    }}
                  >
                    {t("reuse.take")}
                  </Button>
                </>
              ) : (
                <Button
                  size="small"
                  data-testid={`look-${offer.material}`}
                  onClick={() => {
                    send<Offers>("official", `${path}/looks`, { source: offer.source, material: offer.material })
                      .then((found) => setOffers(found.offers))
                      .catch(complain);
                  }}
                >
                  {t("reuse.look")}
                </Button>
              )}
            </li>
          );
        })}
        {expired.map((offer) => (
          <li key={`${offer.source}/${offer.material}`} className="reuse-expired">
            {t("reuse.expired", {
              material: read(view.materials.find(({ code }) => code === offer.material)?.name ?? offer.itemName),
              day: offer.expiresOn ?? "",
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
