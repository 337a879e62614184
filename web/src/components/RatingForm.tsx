import { useState } from "react";

import type { RatingReason, RateSession, RatingReceipt, RatingState } from "../generated/inquiries";
import { explain, useLanguage } from "../i18n";
import type { Page } from "../wire/rest";
import { send } from "../wire/rest";

interface Props {
  readonly page: Page;
  readonly path: string;
  readonly state: RatingState;
}

const SCORES = [1, 2, 3, 4, 5] as const;
type Score = (typeof SCORES)[number];

/** Five words, none of them chosen beforehand; reasons and a remark if the resident likes. Leaving it alone is fine. */
export function RatingForm({ page, path, state }: Props) {
  const { t } = useLanguage();
  const [score, setScore] = useState<Score | null>(null);
  const [reasons, setReasons] = useState<readonly RatingReason[]>([]);
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [receipt, setReceipt] = useState<RatingReceipt | null>(null);
  if (receipt)
    return (
      <div className="rating" role="status" data-testid="rating-thanks">
        <h2>{t("rating.thanks")}</h2>
        {receipt.complaint && (
          <p>
            {t("rating.complaint", { number: receipt.complaint, day: receipt.dueOn ?? "" })}{" "}
            {/* A window serves the next person: nothing of this one may be left open on it. */}
            {page === "window" ? t("rating.keep") : receipt.token && <a href={`/inquiry/${receipt.token}`}>{t("rating.follow")}</a>}
          </p>
        )}
      </div>
    );
  if (state.rated) return null;
  const choose = (chosen: Score) => {
    setScore(chosen);
    setReasons([]);
  };
  const toggle = (reason: RatingReason) =>
    setReasons(reasons.includes(reason) ? reasons.filter((each) => each !== reason) : [...reasons, reason]);
  const submit = () => {
    if (score === null) return;
    const body: RateSession = { score, reasons: [...reasons], text };
    setSending(true);
    setError(null);
    send<RatingReceipt>(page, path, body)
      .then(setReceipt)
      .catch(setError)
      .finally(() => setSending(false));
  };
  return (
    <section className="rating" aria-labelledby="rating-title" data-testid="rating">
      <h2 id="rating-title">{t("rating.title")}</h2>
      <p className="note">{t("rating.voluntary")}</p>
      <div className="rating-scores" role="group" aria-labelledby="rating-title">
        {SCORES.map((each) => (
          <button key={each} type="button" className="button" aria-pressed={each === score} data-testid={`score-${each}`} onClick={() => choose(each)}>
            {t(`rating.score.${each}`)}
          </button>
        ))}
      </div>
      {score !== null && (
        <>
          <div className="rating-reasons" role="group" aria-label={t("rating.reasons")}>
            {(state.reasons[score - 1] ?? []).map((reason) => (
              <button key={reason} type="button" className="button" aria-pressed={reasons.includes(reason)} onClick={() => toggle(reason)}>
                {t(`rating.reason.${reason}`)}
              </button>
            ))}
          </div>
          <label className="rating-text">
            {t("rating.text")}
            <textarea value={text} maxLength={500} rows={2} onChange={(event) => setText(event.target.value)} />
          </label>
          {error !== null && (
            <p role="alert" className="alert">
              {explain(error)}
            </p>
          )}
          <button type="button" className="button button-primary" disabled={sending} data-testid="send-rating" onClick={submit}>
            {t("rating.send")}
          </button>
        </>
      )}
    </section>
  );
}
