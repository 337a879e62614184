import { Tabs } from "antd";

import { OfficeHeader } from "../../console/OfficeHeader";
import type { Me } from "../../generated/api";
import { useLanguage } from "../../i18n";
import { CataloguePart } from "./CataloguePart";
import { MessagesPart } from "./MessagesPart";
import { SystemsPart } from "./SystemsPart";
import { WorkingDaysPart } from "./WorkingDaysPart";

/** What the operator keeps: the catalogue, the messages that go out, department systems, working days. */
export function OperatorPage({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t } = useLanguage();
  const parts = [
    { key: "catalogue", label: t("operator.catalogue"), children: <CataloguePart /> },
    { key: "messages", label: t("operator.messages"), children: <MessagesPart /> },
    { key: "systems", label: t("operator.systems"), children: <SystemsPart /> },
    { key: "days", label: t("operator.days"), children: <WorkingDaysPart /> },
  ];
  return (
    <div className="console">
      <OfficeHeader me={me} home={{ href: "/", label: t("catalogue.home") }} onSignOut={onSignOut} />
      <main className="office">
        <h1>{t("title.operator")}</h1>
        <Tabs items={parts} destroyOnHidden />
      </main>
    </div>
  );
}
