import { Alert, Button } from "antd";
import { useRef, useState } from "react";

import { useRead } from "../../components/useCatalogue";
import { Dialog } from "../../console/Dialog";
import { InquiryList } from "../../console/InquiryList";
import { KeyButton } from "../../console/KeyButton";
import { OfficeHeader } from "../../console/OfficeHeader";
import { useKey } from "../../console/keys";
import { Slips } from "../../console/Slips";
import type { Me } from "../../generated/api";
import type { CaseBrief, CaseList } from "../../generated/backoffice";
import { explain, language as currentLanguage, speak, useLanguage } from "../../i18n";
import { BulkBar } from "./BulkBar";
import { CaseDetail } from "./CaseDetail";
import { CaseTable } from "./CaseTable";
import { Filters } from "./Filters";
import { EVERYTHING, query } from "./filter";

/** The official's work after the call: what waits, how long, and what may be done about it. */
export function BackofficePage({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t } = useLanguage();
  const [filter, setFilter] = useState(EVERYTHING);
  const [round, setRound] = useState(0);
  const [inquiries, setInquiries] = useState(false);
  const [chosen, setChosen] = useState<readonly CaseBrief[]>([]);
  const [open, setOpen] = useState<CaseBrief | null>(null);
  const [slips, setSlips] = useState(false);
  const words = query(filter);
  // The round makes the same question a new one.
  const { value: fresh, error } = useRead<CaseList>("official", inquiries ? null : `/api/backoffice?${words}#${round}`);
  // What was there stays until the answer comes: counts that jump to nought and back would mislead.
  const last = useRef<CaseList | null>(null);
  last.current = fresh ?? last.current;
  const list = last.current;
  const reload = () => {
    setChosen([]);
    setRound(round + 1);
  };
  useKey("l", t("language.switch"), true, () => speak(currentLanguage() === "en" ? "zh-CN" : "en"));
  return (
    <div className="console">
      <OfficeHeader me={me} home={{ href: "/official", label: t("title.official") }} onSignOut={onSignOut} />
      <main className="office">
        <h1>{t("title.backoffice")}</h1>
        <div className="office-bar">
          <KeyButton hotkey="c" label={t("backoffice.cases")} type={inquiries ? "default" : "primary"} onPress={() => setInquiries(false)} />
          <KeyButton hotkey="q" label={t("backoffice.inquiries")} type={inquiries ? "primary" : "default"} testId="tab-inquiries" onPress={() => setInquiries(true)} />
          <KeyButton hotkey="h" label={t("slips.title")} testId="open-slips" onPress={() => setSlips(true)} />
          <KeyButton hotkey="r" label={t("backoffice.reload")} onPress={reload} />
          {!inquiries && <Button href={`/api/backoffice.csv?${words}&page=official`}>{t("report.csv")}</Button>}
        </div>
        {inquiries ? (
          <InquiryList page="official" />
        ) : (
          <>
            <Filters filter={filter} list={list} onChange={setFilter} />
            {error !== null && <Alert type="error" showIcon title={explain(error)} />}
            <BulkBar chosen={chosen} onDone={reload} />
            <CaseTable list={list} chosen={chosen} onChoose={setChosen} onOpen={setOpen} onPage={(number) => setFilter({ ...filter, number })} />
          </>
        )}
      </main>
      {slips && (
        <Dialog wide title={t("slips.title")} onClose={() => setSlips(false)}>
          <Slips page="official" />
        </Dialog>
      )}
      {open && (
        <Dialog wide title={open.number ?? t("backoffice.unnumbered")} onClose={() => setOpen(null)}>
          <CaseDetail key={open.id} id={open.id} onChanged={reload} />
        </Dialog>
      )}
    </div>
  );
}
