import { Button, Empty, Table } from "antd";
import type { TableProps } from "antd";

import type { CatalogueRow } from "../../generated/catalogue";
import { useLanguage } from "../../i18n";

interface Props {
  readonly rows: readonly CatalogueRow[] | null;
  readonly onOpen: (row: CatalogueRow) => void;
}

/** The items, fifty to a page; what stands in the way of publishing one is named in its row. */
export function CatalogueTable({ rows, onOpen }: Props) {
  const { t, read } = useLanguage();
  const columns: TableProps<CatalogueRow>["columns"] = [
    {
      title: t("case.item"),
      key: "name",
      render: (_, row) => (
        <Button type="link" className="catalogue-name" data-testid={`open-${row.id}`} onClick={() => onOpen(row)}>
          {read(row.name) || row.name.zh}
        </Button>
      ),
    },
    { title: t("backoffice.department"), key: "department", render: (_, row) => read(row.departmentName) || row.departmentName.zh },
    { title: t("catalogue.zone"), key: "zone", render: (_, row) => t(`catalogue.zone.${row.zone}`) },
    { title: t("backoffice.type"), key: "type", render: (_, row) => t("backoffice.type.n", { n: row.serviceType }) },
    { title: t("catalogue.version"), key: "version", render: (_, row) => row.version },
    {
      title: t("catalogue.state"),
      key: "state",
      render: (_, row) => (
        <>
          <span className={`catalogue-state catalogue-${row.state}`}>{t(`catalogue.state.${row.state}`)}</span>
          {row.redrafted && ` · ${t("catalogue.state.redrafted")}`}
        </>
      ),
    },
    { title: t("catalogue.lacks"), key: "lacks", render: (_, row) => row.lacks.map((lack) => t(`lack.${lack}`)).join(t("catalogue.comma")) || "–" },
  ];
  return (
    <>
      <p className="office-note" role="status" data-testid="catalogue-count">
        {rows === null ? t("loading") : t("catalogue.count", { n: rows.length })}
      </p>
      <Table<CatalogueRow>
        data-testid="catalogue-table"
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={rows ? [...rows] : []}
        loading={rows === null}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("catalogue.none")} /> }}
      />
    </>
  );
}
