import { useState } from "react";

import { ConnectionNote } from "../../components/ConnectionNote";
import { PrintQueue } from "../../components/PrintQueue";
import { ConsoleHeader } from "../../console/ConsoleHeader";
import { KeyButton } from "../../console/KeyButton";
import { useKey } from "../../console/keys";
import type { Me } from "../../generated/api";
import { language as currentLanguage, speak, useLanguage } from "../../i18n";
import { Custody } from "./Custody";
import { Results } from "./Results";
import { Rings } from "./Rings";
import { Supply } from "./Supply";
import { WindowPanel } from "./WindowPanel";
import { Windows } from "./Windows";
import { useHall } from "./useHall";

type Tab = "hall" | "print" | "custody" | "supply" | "results";
const TABS: readonly { readonly tab: Tab; readonly key: string }[] = [
  { tab: "hall", key: "h" },
  { tab: "print", key: "p" },
  { tab: "custody", key: "c" },
  { tab: "supply", key: "b" },
  { tab: "results", key: "r" },
];

/** The clerk's page: the windows of one hall, whoever needs hands, papers that were handed in, results to hand out. */
export function ClerkDesk({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t, read } = useLanguage();
  const { rows, hall, cut } = useHall();
  const [tab, setTab] = useState<Tab>("hall");
  const [chosen, setChosen] = useState<string | null>(null);
  const windows = rows ?? [];
  const window = windows.find(({ id }) => id === chosen) ?? windows[0] ?? null;
  useKey("l", t("language.switch"), true, () => speak(currentLanguage() === "en" ? "zh-CN" : "en"));
  const open = (id: string) => {
    setChosen(id);
    setTab("hall");
  };
  const counts: Partial<Record<Tab, number>> = { print: hall?.jobs.length ?? 0 };
  return (
    <div className="console">
      <ConsoleHeader me={me} onSignOut={onSignOut}>
        <a href="/items">{t("title.items")}</a>
      </ConsoleHeader>
      <ConnectionNote quiet />
      {cut && (
        <p className="clerk-lost" role="alert" data-testid="cut">
          {t("clerk.cut")}
        </p>
      )}
      <main className="clerk">
        <h1 className="hidden">{t("title.clerk")}</h1>
        <Rings rings={hall?.rings ?? []} onOpen={open} />
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
            >
              {t(`clerk.tab.${each.tab}`)}
              {(counts[each.tab] ?? 0) > 0 && ` (${counts[each.tab]})`}
            </KeyButton>
          ))}
        </div>
        {tab === "hall" && (
          <div className="clerk-hall">
            <Windows windows={windows} loaded={rows !== null} chosen={window?.id ?? null} onChoose={open} />
            {window ? (
              <WindowPanel key={window.id} window={window} />
            ) : (
              <section className="clerk-panel">
                <p>{t(rows === null ? "clerk.loading" : "clerk.no-window")}</p>
              </section>
            )}
          </div>
        )}
        {tab === "print" && (
          <div className="clerk-panel">
            <PrintQueue
              page="clerk"
              told={hall?.jobs ?? []}
              place={(id) => {
                const found = windows.find((each) => each.id === id);
                return found ? read(found.name) : id;
              }}
            />
          </div>
        )}
        {tab === "custody" && <Custody />}
        {tab === "supply" && <Supply />}
        {tab === "results" && <Results />}
      </main>
    </div>
  );
}
