import { useState } from "react";

import { PrintQueue } from "../../components/PrintQueue";
import { KeyButton } from "../../console/KeyButton";
import { OfficeHeader } from "../../console/OfficeHeader";
import { useKey } from "../../console/keys";
import type { Me } from "../../generated/api";
import { language as currentLanguage, speak, useLanguage } from "../../i18n";
import { Custody } from "./Custody";
import { Results } from "./Results";
import { Rings } from "./Rings";
import { WindowPanel } from "./WindowPanel";
import { Windows } from "./Windows";
import { useHall } from "./useHall";

type Tab = "hall" | "print" | "custody" | "results";
const TABS: readonly { readonly tab: Tab; readonly key: string }[] = [
  { tab: "hall", key: "h" },
  { tab: "print", key: "p" },
  { tab: "custody", key: "c" },
  { tab: "results", key: "r" },
];

/** The clerk's page: the windows of one hall, whoever needs hands, papers that were handed in, results to hand out. */
export function ClerkDesk({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t } = useLanguage();
  const hall = useHall(onSignOut);
  const [tab, setTab] = useState<Tab>("hall");
  const [chosen, setChosen] = useState<string | null>(null);
  const windows = hall.view?.windows ?? [];
  const window = windows.find(({ id }) => id === chosen) ?? windows[0] ?? null;
  useKey("l", t("language.switch"), true, () => speak(currentLanguage() === "en" ? "zh-CN" : "en"));
  const open = (id: string) => {
    setChosen(id);
    setTab("hall");
  };
  return (
    <div className="console">
      <OfficeHeader me={me} home={{ href: "/items", label: t("title.items") }} onSignOut={onSignOut} />
      {hall.lost && (
        <p className="clerk-lost" role="status">
          {t("connection.retrying")}
        </p>
      )}
      <main className="clerk">
        <h1 className="hidden">{t("title.clerk")}</h1>
        <Rings rings={hall.view?.rings ?? []} onOpen={open} />
        <div className="clerk-tabs" role="group" aria-label={t("clerk.lists")}>
          {TABS.map((each) => (
            <KeyButton
              key={each.tab}
              hotkey={each.key}
              label={t(`clerk.tab.${each.tab}`)}
              type={tab === each.tab ? "primary" : "default"}
              aria-pressed={tab === each.tab}
              testId={`tab-${each.tab}`}
              onPress={() => setTab(each.tab)}
            />
          ))}
        </div>
        {tab === "hall" && (
          <div className="clerk-hall">
            <Windows windows={windows} loaded={hall.view !== null} chosen={window?.id ?? null} onChoose={open} />
            {window ? (
              <WindowPanel key={window.id} window={window} onHall={hall.put} />
            ) : (
              <section className="clerk-panel">
                <p>{t("clerk.no-window")}</p>
              </section>
            )}
          </div>
        )}
        {tab === "print" && (
          <div className="clerk-panel">
            <PrintQueue page="clerk" />
          </div>
        )}
        {tab === "custody" && <Custody />}
        {tab === "results" && <Results />}
      </main>
    </div>
  );
}
