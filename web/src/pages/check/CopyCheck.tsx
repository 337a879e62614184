import { useState } from "react";
import type { DragEvent } from "react";

import { Icon } from "../../components/Icon";
import type { CopyView } from "../../generated/documents";
import { explain, useLanguage } from "../../i18n";
import { request } from "../../wire/rest";

/** A place to lay a PDF into: the server compares it, and looks at its seal. */
export function CopyCheck({ path }: { readonly path: string }) {
  const { t } = useLanguage();
  const [over, setOver] = useState(false);
  const [checking, setChecking] = useState(false);
  const [found, setFound] = useState<CopyView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const check = (file: File | undefined) => {
    if (!file) return;
    setChecking(true);
    setFound(null);
    setError(null);
    request("window", path, { method: "PUT", body: file, headers: { "Content-Type": "application/pdf" } })
      .then(async (response) => setFound((await response.json()) as CopyView))
      .catch(setError)
      .finally(() => setChecking(false));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    check(event.dataTransfer.files[0]);
  };
  return (
    <section aria-labelledby="copy">
      <h2 id="copy">{t("check.copy.title")}</h2>
      <div
        className="check-drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor="copy-file">{t("check.copy.lead")}</label>
        <input id="copy-file" type="file" accept="application/pdf" data-testid="copy-file" onChange={(event) => check(event.target.files?.[0])} />
      </div>
      <div role="status">
        {checking && <p>{t("check.copy.checking")}</p>}
        {found && <Verdict found={found} />}
      </div>
      {error !== null && (
        <p role="alert" className="alert">
          {explain(error)}
        </p>
      )}
    </section>
  );
}

function Verdict({ found }: { readonly found: CopyView }) {
  const { t } = useLanguage();
  const seal = !found.sealed ? "unsealed" : !found.intact ? "broken" : found.trusted ? "intact" : "stranger";
  return (
    <>
      <p className="check-verdict" data-good={found.same} data-testid="copy-verdict">
        <Icon name={found.same ? "check" : "warning"} />
        {t(found.same ? "check.copy.same" : "check.copy.other")}
      </p>
      <p data-testid="copy-seal">{t(`check.copy.${seal}`)}</p>
      {found.signer !== "" && <p className="note">{t("check.copy.signer", { name: found.signer })}</p>}
    </>
  );
}
