import { PublicHeader } from "../../components/PublicHeader";
import { explain, useLanguage } from "../../i18n";
import { Refusal } from "../../wire/refusal";

/** This device is no window yet: what its keeper has to do. */
export function NotEnrolled({ error }: { readonly error: unknown }) {
  const { t } = useLanguage();
  const wrongLink = error instanceof Refusal && error.code !== "not-signed-in";
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="sheet">
        <h1>{t("enrol.title")}</h1>
        {wrongLink && (
          <p className="alert" role="alert">
            {explain(error)}
          </p>
        )}
        <p className="lead">{t("enrol.text")}</p>
        <button type="button" className="button button-primary" onClick={() => location.reload()}>
          {t("enrol.again")}
        </button>
      </main>
    </div>
  );
}
