import { useState } from "react";

import { lastFour, readFields } from "../../../components/formFields";
import { Icon } from "../../../components/Icon";
import type { ItemDetail } from "../../../generated/api";
import type { CaseCommand, CaseActions } from "../../../state/caseActions";
import type { CaseView, SessionView } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import { CertificateForm } from "./CertificateForm";
import { ReadAloud } from "./ReadAloud";
import { Sentences } from "./Sentences";
import { SignPad } from "./SignPad";

interface Props {
  readonly view: CaseView;
  readonly item: ItemDetail | null;
  readonly session: SessionView;
  readonly actions: CaseActions;
  readonly heard: string | null; // The summary that was read to its last sentence.
  readonly onHeard: (summaryHash: string | null) => void;
}

/** Read, sign, confirm: one after the other, each bound to the very summary that stands here. */
export function SummaryTask({ view, item, session, actions, heard, onHeard }: Props) {
  const { t, read, language } = useLanguage();
  const [signing, setSigning] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const allowed = view.actions.window ?? [];
  // An open screen: of a personal number only the end.
  const numbers = new Set(
    (item ? readFields(item, language) : [])
      .filter(({ property }) => property["x-personal"] && property.format !== undefined)
      .map(({ label }) => label),
  );
  const lines = (view.summary ?? []).map((line) => {
    const label = read(line.label);
    const value = numbers.has(label) ? lastFour(line.value) : line.value;
    return { label, value, sentence: line.sentence || t("sentence.plain", { label, value }) };
  });
  const act = (command: CaseCommand) => {
    setSending(true);
    setError(null);
    actions
      .act(command)
      .then(() => setSigning(false))
      .catch(setError)
      .finally(() => setSending(false));
  };
  const failure = error !== null && (
    <p className="alert" role="alert">
      {explain(error)}
    </p>
  );
  if (signing && view.summaryHash && allowed.includes("sign")) {
    const summaryHash = view.summaryHash;
    return (
      <div className="task-card">
        <h2>{t("sign.title")}</h2>
        <p>{t("sign.text")}</p>
        <SignPad disabled={sending} onDone={(strokes) => act({ action: "sign", summaryHash, strokes })} onBack={() => setSigning(false)} />
        {failure}
      </div>
    );
  }
  const onPaper = (view.actions.official ?? []).includes("sign-on-paper");
  const byCertificate = allowed.includes("sign-by-certificate");
  const asked = allowed.includes("sign") || allowed.includes("confirm") || onPaper || byCertificate;
  if (asked && heard !== view.summaryHash)
    return (
      <div className="task-card task-summary">
        <h2>{t("sentence.title")}</h2>
        <Sentences key={view.summaryHash} sentences={lines.map(({ sentence }) => sentence)} onRead={() => onHeard(view.summaryHash)} />
        <p className="note">{t("summary.wrong")}</p>
      </div>
    );
  const mayConfirm = allowed.includes("confirm") && view.summaryHash !== null;
  const title = mayConfirm ? "confirm.title" : view.state === "confirmed" ? "confirmed.title" : "summary.title";
  return (
    <div className="task-card task-summary">
      <h2>{t(title)}</h2>
      {view.state === "confirmed" && <p className="lead">{t("confirmed.text")}</p>}
      <dl className="summary" data-testid="summary">
        {lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {view.signer && <p className="lead">{t("sign.signer", { name: view.signer })}</p>}
      {view.signature && view.signatureKind !== "certificate" && (
        <img className="signature" src={`/api/cases/${view.id}/signature.svg?page=window`} alt={t("sign.image")} />
      )}
      {onPaper && <p className="lead">{t("sign.on-paper")}</p>}
      {byCertificate && view.summaryHash && (
        <CertificateForm
          summaryHash={view.summaryHash}
          disabled={sending}
          onDone={(certificate, signature) =>
            act({ action: "sign-by-certificate", summaryHash: view.summaryHash ?? "", certificate, signature })
          }
        />
      )}
      {failure}
      {(allowed.includes("sign") || mayConfirm) && <p className="note">{t("summary.wrong")}</p>}
      {session.consent !== "granted" && <p className="alert">{t("summary.not-recorded")}</p>}
      <div className="answers">
        <ReadAloud sentences={lines.map(({ sentence }) => sentence)} />
        {allowed.includes("sign") && view.state === "presented" && (
          <button type="button" className="button button-primary button-large" data-testid="sign" onClick={() => setSigning(true)}>
            {t("summary.sign")}
            <Icon name="arrow" />
          </button>
        )}
        {mayConfirm && (
          <button
            type="button"
            className="button button-primary button-large"
            data-testid="confirm"
            disabled={sending}
            onClick={() => act({ action: "confirm", summaryHash: view.summaryHash ?? "" })}
          >
            <Icon name="check" />
            {t("confirm.yes")}
          </button>
        )}
      </div>
    </div>
  );
}
