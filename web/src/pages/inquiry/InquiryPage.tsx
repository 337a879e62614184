import { OwnInquiry } from "../../components/OwnInquiry";
import { PublicHeader } from "../../components/PublicHeader";
import { useRead } from "../../components/useCatalogue";
import type { PublicInquiry } from "../../generated/inquiries";
import { explain, useLanguage } from "../../i18n";
import { isUnknown } from "../../wire/refusal";

/** What the link of a question or a complaint leads to. */
export function InquiryPage() {
  const { t } = useLanguage();
  const token = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  const { value, error } = useRead<PublicInquiry>("window", `/api/inquiries/of/${encodeURIComponent(token)}`);
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="sheet" aria-live="polite">
        <h1>{t("title.inquiry")}</h1>
        {error !== null && <p className="alert">{isUnknown(error) ? t("inquiry.unknown") : explain(error)}</p>}
        {!value && error === null && <p className="lead">{t("loading")}</p>}
        {value && <OwnInquiry inquiry={value} />}
      </main>
    </div>
  );
}
