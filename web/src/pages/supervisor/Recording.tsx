import { Button } from "antd";
import { useState } from "react";

import type { PastSession } from "../../generated/api";
import { useLanguage } from "../../i18n";

/** The segments of one recording, one after the other, with the gaps between them declared. */
export function Recording({ session }: { readonly session: PastSession }) {
  const { t } = useLanguage();
  const [number, setNumber] = useState(session.segments[0]?.number ?? 0);
  const [failed, setFailed] = useState(false);
  const segment = session.segments.find((each) => each.number === number);
  const following = session.segments[session.segments.findIndex((each) => each.number === number) + 1];
  if (!segment) return null;
  return (
    <div className="recording">
      <video
        key={segment.url}
        src={segment.url}
        controls
        autoPlay
        aria-label={t("past.recording")}
        data-testid="recording"
        onError={() => setFailed(true)}
        onEnded={() => following && setNumber(following.number)}
      />
      {failed && <p role="alert">{t("recording.unplayable")}</p>}
      <p className="recording-note">{t("recording.tracks")}</p>
      <ol className="segments">
        {session.segments.map((each) => (
          <li key={each.number}>
            <Button
              size="small"
              type={each.number === number ? "primary" : "default"}
              onClick={() => {
                setFailed(false);
                setNumber(each.number);
              }}
            >
              {t("recording.segment", { n: each.number, seconds: Math.round(each.seconds) })}
            </Button>
            {each.gapSeconds > 0 && <span>{t("recording.gap", { seconds: each.gapSeconds.toFixed(1) })}</span>}
            <a href={each.url} download>
              {t("recording.download")}
            </a>
            <code title={each.sha256}>{each.sha256.slice(0, 16)}…</code>
          </li>
        ))}
      </ol>
    </div>
  );
}
