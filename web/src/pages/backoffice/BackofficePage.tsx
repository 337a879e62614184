import { useState } from "react";

import { Dialog } from "../../console/Dialog";
import { InquiryList } from "../../console/InquiryList";
import { KeyButton } from "../../console/KeyButton";
import { OfficeHeader } from "../../console/OfficeHeader";
import { useKey } from "../../console/keys";
import { Slips } from "../../console/Slips";
import type { Me } from "../../generated/api";
import { language as currentLanguage, speak, useLanguage } from "../../i18n";
import { CaseWork } from "./CaseWork";

/** The official's work after the call: cases, and what people asked or complained of. */
export function BackofficePage({ me, onSignOut }: { readonly me: Me; readonly onSignOut: () => void }) {
  const { t } = useLanguage();
  const [inquiries, setInquiries] = useState(false);
  const [slips, setSlips] = useState(false);
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
        </div>
        {inquiries ? <InquiryList page="official" /> : <CaseWork page="official" />}
      </main>
      {slips && (
        <Dialog wide title={t("slips.title")} onClose={() => setSlips(false)}>
          <Slips page="official" />
        </Dialog>
      )}
    </div>
  );
}
