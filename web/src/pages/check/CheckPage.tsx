import { Icon } from "../../components/Icon";
import { PublicHeader } from "../../components/PublicHeader";
import { useRead } from "../../components/useCatalogue";
import type { CheckView } from "../../generated/documents";
import { explain, useLanguage } from "../../i18n";
import { isUnknown } from "../../wire/refusal";
import { CopyCheck } from "./CopyCheck";

/** What a document's QR code leads to: what was issued by whom, whether it holds, and a place to check a file. */
export function CheckPage() {
  const { t, language, read } = useLanguage();
  const token = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  const path = `/api/check/${encodeURIComponent(token)}`;
  const { value: seen, error } = useRead<CheckView>("window", path);
  const day = (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(iso));
  const holds = seen !== null && seen.revokedAt === null && seen.revokedReason === null;
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="sheet" aria-live="polite">
        <h1>{t("check.title")}</h1>
        {error !== null && <p className="alert">{isUnknown(error) ? t("check.unknown") : explain(error)}</p>}
        {!seen && error === null && <p className="lead">{t("loading")}</p>}
        {seen && (
          <>
            <p className="check-verdict" data-good={holds} data-testid="check-verdict">
              <Icon name={holds ? "check" : "warning"} />
              {holds ? t("check.valid") : t("check.revoked", { day: seen.revokedAt ? day(seen.revokedAt) : "" })}
            </p>
            {seen.revokedReason && <p>{t("check.revoked-why", { reason: seen.revokedReason })}</p>}
            <dl className="facts">
              <Fact label={t("check.kind")} value={read(seen.title)} />
              <Fact label={t("check.number")} value={seen.number} />
              <Fact label={t("check.authority")} value={read(seen.authority)} />
              <Fact label={t("check.made")} value={day(seen.madeAt)} />
            </dl>
            {!seen.sealed && <p className="note">{t("check.unsealed")}</p>}
            <p className="note">{t("check.hash")}</p>
            <p className="check-hash">{seen.sha256}</p>
            <CopyCheck path={path} />
          </>
        )}
      </main>
    </div>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
