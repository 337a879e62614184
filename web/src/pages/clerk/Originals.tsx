import { Button, Checkbox } from "antd";
import { useCallback, useEffect, useState } from "react";

import type { CustodyView, SlipView } from "../../generated/custody";
import { useLanguage } from "../../i18n";
import { read as ask, send } from "../../wire/rest";
import { useTold } from "./useTold";

const EVERY_MS = 5_000;

/** The originals of a case: seen, returned, kept, or sent with a slip. */
export function Originals({ caseId }: { readonly caseId: string }) {
  const { t, read } = useLanguage();
  const told = useTold();
  const [custody, setCustody] = useState<CustodyView | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const path = `/api/cases/${caseId}`;
  const load = useCallback(() => {
    ask<CustodyView>("clerk", `${path}/custody`).then(setCustody).catch(told);
  }, [path, told]);
  useEffect(() => {
    load();
    const timer = setInterval(load, EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);
  if (!custody) return null;
  const see = (material: string) => {
    const body = { action: "see-original", version: 0, material };
    send("clerk", `${path}/actions`, body, crypto.randomUUID()).then(load).catch(told);
  };
  const settle = (material: string, where: "returned" | "kept") => {
    send<CustodyView>("clerk", `${path}/originals`, { material, where }, crypto.randomUUID()).then(setCustody).catch(told);
  };
  const makeSlip = () => {
    send<SlipView>("clerk", "/api/slips", { case: caseId, materials: chosen }, crypto.randomUUID())
      .then(() => {
        setChosen([]);
        load();
      })
      .catch(told);
  };
  return (
    <div className="clerk-originals" data-testid="originals">
      <h3>{t("custody.originals")}</h3>
      {custody.open.length > 0 && (
        <p className="clerk-open" role="status">
          {t("custody.open", { n: custody.open.length })}
        </p>
      )}
      <ul className="clerk-materials">
        {custody.originals.map((one) => (
          <li key={one.material} data-testid={`original-${one.material}`}>
            <div className="clerk-material-name">
              <strong>{read(one.name)}</strong>
              <small>
                {t("watched.pages", { n: one.pages.length })}
                {one.stays && <> · {t("folder.stays")}</>}
              </small>
            </div>
            {one.seen ? (
              <span className="clerk-good">✓ {t("folder.seen")}</span>
            ) : (
              <Button onClick={() => see(one.material)} data-testid={`see-${one.material}`} aria-label={`${t("folder.seen")}: ${read(one.name)}`}>
                {t("folder.seen")}
              </Button>
            )}
            {one.slip ? (
              <span>{one.slip}</span>
            ) : (
              <Checkbox
                checked={chosen.includes(one.material)}
                onChange={(event) =>
                  setChosen(event.target.checked ? [...chosen, one.material] : chosen.filter((code) => code !== one.material))
                }
              >
                {t("custody.to-slip")}
                <span className="hidden">: {read(one.name)}</span>
              </Checkbox>
            )}
            <span className="clerk-row">
              {one.where ? (
                <span className="clerk-good">{t(`custody.where.${one.where}`)}</span>
              ) : (
                (["returned", "kept"] as const).map((where) => (
                  <Button
                    key={where}
                    data-testid={`${where}-${one.material}`}
                    aria-label={`${t(`custody.where.${where}`)}: ${read(one.name)}`}
                    onClick={() => settle(one.material, where)}
                  >
                    {t(`custody.where.${where}`)}
                  </Button>
                ))
              )}
            </span>
          </li>
        ))}
      </ul>
      <div className="clerk-row">
        <Button type="primary" disabled={chosen.length === 0} data-testid="make-slip" onClick={makeSlip}>
          {t("custody.make-slip", { n: chosen.length })}
        </Button>
        {custody.transfers.map((one) => (
          <span key={one.at} className="clerk-good" data-testid="transferred">
            ✓ {t("custody.transferred", { office: read(one.receiverOffice), n: one.materials.length })}
          </span>
        ))}
      </div>
    </div>
  );
}
