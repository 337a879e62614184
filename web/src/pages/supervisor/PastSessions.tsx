import { Button, Empty } from "antd";
import { useEffect, useState } from "react";

import { Dialog } from "../../console/Dialog";
import type { PastSession } from "../../generated/api";
import { explain, useLanguage } from "../../i18n";
import { insist, read as ask } from "../../wire/rest";
import { Recording } from "./Recording";

/** Sessions that are over, with what was recorded of them. */
export function PastSessions() {
  const { t, language, read } = useLanguage();
  const [rows, setRows] = useState<readonly PastSession[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [played, setPlayed] = useState<PastSession | null>(null);
  const load = () => {
    insist(() => ask<readonly PastSession[]>("supervisor", "/api/sessions")).then(setRows).catch(setError);
  };
  useEffect(load, []);
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  return (
    <div className="past" data-testid="past-sessions">
      <Button onClick={load}>{t("past.reload")}</Button>
      {error !== null && <p role="alert">{explain(error)}</p>}
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("past.ticket")}</th>
            <th scope="col">{t("past.started")}</th>
            <th scope="col">{t("case.item")}</th>
            <th scope="col">{t("past.official")}</th>
            <th scope="col">{t("past.outcome")}</th>
            <th scope="col">{t("case.number")}</th>
            <th scope="col">{t("past.recording")}</th>
          </tr>
        </thead>
        <tbody>
          {rows?.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.ticket}</th>
              <td>{moment.format(new Date(row.startedAt))}</td>
              <td>{read(row.itemName)}</td>
              <td>{read(row.officialName)}</td>
              <td>{row.outcome ? t(`outcome.${row.outcome}`) : "–"}</td>
              <td>{row.caseNumber ?? "–"}</td>
              <td>
                {row.segments.length === 0 ? (
                  t("past.no-recording")
                ) : (
                  <Button data-testid={`play-${row.id}`} onClick={() => setPlayed(row)}>
                    {t("past.play", { n: row.segments.length })}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("past.none")} />}
      {played && (
        <Dialog wide title={`${played.ticket} · ${read(played.itemName)}`} onClose={() => setPlayed(null)}>
          <Recording session={played} />
        </Dialog>
      )}
    </div>
  );
}
