import { Button, Modal, Table } from "antd";
import { useEffect, useState } from "react";

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
      {error !== null && <p role="alert">{explain(error)}</p>}
      <Table<PastSession>
        rowKey="id"
        size="middle"
        loading={rows === null && error === null}
        dataSource={rows ? [...rows] : []}
        pagination={{ pageSize: 12, hideOnSinglePage: true }}
        locale={{ emptyText: t("past.none") }}
        columns={[
          { title: t("past.ticket"), dataIndex: "ticket", width: 90 },
          { title: t("past.started"), key: "started", render: (_, row) => moment.format(new Date(row.startedAt)) },
          { title: t("case.item"), key: "item", render: (_, row) => read(row.itemName) },
          { title: t("past.official"), key: "official", render: (_, row) => read(row.officialName) },
          { title: t("past.outcome"), key: "outcome", render: (_, row) => (row.outcome ? t(`outcome.${row.outcome}`) : "–") },
          { title: t("case.number"), key: "number", render: (_, row) => row.caseNumber ?? "–" },
          {
            title: t("past.recording"),
            key: "recording",
            render: (_, row) =>
              row.segments.length === 0 ? (
                t("past.no-recording")
              ) : (
                <Button size="small" data-testid={`play-${row.id}`} onClick={() => setPlayed(row)}>
                  {t("past.play", { n: row.segments.length })}
                </Button>
              ),
          },
        ]}
      />
      <Button onClick={load}>{t("past.reload")}</Button>
      <Modal
        open={played !== null}
        width={900}
        footer={null}
        destroyOnHidden
        title={played ? `${played.ticket} · ${read(played.itemName)}` : ""}
        onCancel={() => setPlayed(null)}
      >
        {played && <Recording session={played} />}
      </Modal>
    </div>
  );
}
