import { Button, Empty, Table } from "antd";
import type { TableProps } from "antd";

import type { CaseBrief, CaseList } from "../../generated/backoffice";
import { useLanguage } from "../../i18n";

interface Props {
  readonly list: CaseList | null;
  readonly chosen: readonly CaseBrief[];
  readonly onChoose: (chosen: readonly CaseBrief[]) => void;
  readonly onOpen: (row: CaseBrief) => void;
  readonly onPage: (number: number) => void;
}

/** The list, the most pressing first; how a case stands is said in a word and a colour. */
export function CaseTable({ list, chosen, onChoose, onOpen, onPage }: Props) {
  const { t, language, read } = useLanguage();
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const columns: TableProps<CaseBrief>["columns"] = [
    {
      title: t("case.number"),
      key: "number",
      render: (_, row) => (
        <Button type="link" data-testid={`open-${row.id}`} onClick={() => onOpen(row)}>
          {row.number ?? t("backoffice.unnumbered")}
        </Button>
      ),
    },
    { title: t("case.item"), key: "item", render: (_, row) => read(row.itemName) },
    { title: t("backoffice.resident"), dataIndex: "resident", key: "resident" },
    {
      title: t("backoffice.stage"),
      key: "state",
      render: (_, row) => (
        <>
          {t(`case.state.${row.state}`)}
          {row.decision && ` · ${t(`decision.${row.decision}`)}`}
          {row.urged && <strong> · {t("backoffice.urged")}</strong>}
        </>
      ),
    },
    { title: t("backoffice.since"), key: "since", render: (_, row) => (row.stageSince ? moment.format(new Date(row.stageSince)) : "–") },
    {
      title: t("case.due-on"),
      key: "due",
      render: (_, row) => (
        <>
          {row.dueOn ?? "–"} {row.standing !== "none" && <span className={`standing standing-${row.standing}`}>{t(`standing.${row.standing}`)}</span>}
        </>
      ),
    },
    { title: t("backoffice.type"), key: "type", render: (_, row) => t("backoffice.type.n", { n: row.serviceType }) },
  ];
  return (
    <Table<CaseBrief>
      data-testid="case-table"
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={list ? [...list.cases] : []}
      loading={list === null}
      rowSelection={{ selectedRowKeys: chosen.map((row) => row.id), onChange: (_, rows) => onChoose(rows), getCheckboxProps: (row) => ({ "aria-label": row.number ?? row.id }) as object }}
      pagination={{ current: list?.page ?? 1, pageSize: list?.pageSize ?? 50, total: list?.total ?? 0, showSizeChanger: false, hideOnSinglePage: true, onChange: onPage }}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("backoffice.none")} /> }}
    />
  );
}
