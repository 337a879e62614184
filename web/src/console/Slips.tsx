import { Button, Empty, Input } from "antd";
import { useCallback, useEffect, useState } from "react";

import type { SlipView } from "../generated/custody";
import { explain, useLanguage } from "../i18n";
import { read as ask, send } from "../wire/rest";

const EVERY_MS = 10_000;

/** Hand-over slips: whoever wrote one hands over, the other end receives and says what was otherwise. */
export function Slips({ page }: { readonly page: "clerk" | "official" }) {
  const { t, language, read } = useLanguage();
  const [slips, setSlips] = useState<readonly SlipView[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [difference, setDifference] = useState<Readonly<Record<string, string>>>({});
  const load = useCallback(() => {
    ask<readonly SlipView[]>(page, "/api/slips")
      .then((found) => {
        setSlips(found);
        setError(null);
      })
      .catch(setError);
  }, [page]);
  useEffect(() => {
    load();
    const timer = setInterval(load, EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);
  const acknowledge = (slip: SlipView, end: "sender" | "receiver") => {
    const body = { end, difference: end === "receiver" ? (difference[slip.number] ?? "") : "" };
    send<SlipView>(page, `/api/slips/${slip.number}/acknowledgements`, body).then(load).catch(setError);
  };
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  return (
    <div className="slips" data-testid="slips">
      {error !== null && <p role="alert">{explain(error)}</p>}
      {slips?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("slips.none")} />}
      {slips !== null && slips.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("slips.number")}</th>
              <th scope="col">{t("case.item")}</th>
              <th scope="col">{t("slips.papers")}</th>
              <th scope="col">{t("slips.sender")}</th>
              <th scope="col">{t("slips.receiver")}</th>
            </tr>
          </thead>
          <tbody>
            {slips.map((slip) => (
              <tr key={slip.number} data-testid={`slip-${slip.number}`}>
                <th scope="row">
                  <a href={`/api/slips/${slip.number}/slip.pdf?page=${page}`} target="_blank" rel="noreferrer">
                    {slip.number}
                  </a>
                </th>
                <td>
                  {read(slip.itemName)}
                  <br />
                  {slip.caseNumber ?? "–"}
                </td>
                <td>{slip.materials.map((one) => read(one.name)).join(language === "en" ? ", " : "、")}</td>
                <td>
                  {read(slip.senderName)}
                  <br />
                  {slip.handedAt ? (
                    t("slips.handed", { time: moment.format(new Date(slip.handedAt)) })
                  ) : slip.mine ? (
                    <Button type="primary" data-testid={`hand-${slip.number}`} onClick={() => acknowledge(slip, "sender")}>
                      {t("slips.hand-over")}
                    </Button>
                  ) : (
                    t("slips.not-handed")
                  )}
                </td>
                <td>
                  {slip.department} · {slip.division}
                  <br />
                  {slip.receivedAt ? (
                    <>
                      {slip.receiverName && read(slip.receiverName)} {moment.format(new Date(slip.receivedAt))}
                      {slip.difference && <strong> {t("slips.differs", { text: slip.difference })}</strong>}
                    </>
                  ) : slip.handedAt && !slip.mine ? (
                    <span className="slips-receive">
                      <Input
                        placeholder={t("slips.difference")}
                        aria-label={t("slips.difference")}
                        value={difference[slip.number] ?? ""}
                        maxLength={500}
                        onChange={(event) => setDifference({ ...difference, [slip.number]: event.target.value })}
                      />
                      <Button type="primary" data-testid={`receive-${slip.number}`} onClick={() => acknowledge(slip, "receiver")}>
                        {t("slips.receive")}
                      </Button>
                    </span>
                  ) : (
                    t("slips.not-received")
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
