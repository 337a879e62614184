import { useCallback, useState } from "react";

import { MessageList } from "../../components/MessageList";
import { Meter } from "../../components/Meter";
import { Video } from "../../components/Video";
import { Voice } from "../../components/Voice";
import { useCall } from "../../components/useCall";
import { useFlowing } from "../../components/useFlowing";
import { elapsed, useNow } from "../../components/useNow";
import { KeyButton } from "../../console/KeyButton";
import type { SessionView } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import type { LocalTracks } from "../../media/peer";
import { audioContext } from "../../media/sound";
import { caseById } from "../../state/desk";
import { useDesk } from "../../state/line";
import { WatchedCase } from "./WatchedCase";

interface Props {
  readonly session: SessionView;
  readonly onClose: () => void;
}

const NOTHING_TO_SEND: LocalTracks = {};
const PICTURES = ["window-camera", "official-camera", "window-document"] as const;
const VOICES = ["window-voice", "official-voice"] as const;

/** One session watched: its pictures and voices, the second official's and the desktop while they are there, the case. */
export function Watch({ session, onClose }: Props) {
  const { t, read } = useLanguage();
  const desk = useDesk();
  const now = useNow();
  const running = session.state !== "ended";
  const call = useCall(running ? session.id : null, NOTHING_TO_SEND);
  const [blocked, setBlocked] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const onBlocked = useCallback((current: boolean) => setBlocked(current), []);
  const view = caseById(desk, session.case);
  const sharing = useFlowing(call.streams["official-document"]);
  const second = session.invitation?.state === "joined";
  const pictures = [
    ...PICTURES,
    ...(second ? (["colleague-camera"] as const) : []),
    ...(sharing ? (["official-document"] as const) : []),
  ];
  const voices = [...VOICES, ...(second ? (["colleague-voice"] as const) : [])];
  return (
    <section className="watch" aria-labelledby="watch-title">
      <div className="watch-head">
        <h2 id="watch-title">
          {session.ticket.number} · {read(session.ticket.itemName)}
        </h2>
        <p role="status">
          {t(`session.state.${session.state}`)}
          {running && <> · {elapsed(session.startedAt, now)}</>}
          {call.quality && <> · {t(`quality.${call.quality}`)}</>}
        </p>
        <KeyButton hotkey="x" label={t(running ? "supervisor.stop" : "close")} testId="unwatch" onPress={onClose} />
      </div>
      {blocked && (
        <button
          type="button"
          className="desk-hear"
          data-testid="press-to-hear"
          onClick={() => {
            audioContext();
            setAttempt((n) => n + 1);
          }}
        >
          {t("session.hear")}
        </button>
      )}
      <div className={sharing ? "watch-pictures watch-four" : "watch-pictures"}>
        {pictures.map((key) => (
          <figure key={key} className={`watch-${key}`}>
            <Video stream={call.streams[key]} label={t(`track.${key}`)} testId={`video-${key}`} />
            <figcaption>{t(`track.${key}`)}</figcaption>
          </figure>
        ))}
      </div>
      <div className="watch-voices">
        {voices.map((key) => (
          <div key={key}>
            <span>{t(`track.${key}`)}</span>
            <Meter track={call.streams[key]?.getAudioTracks()[0] ?? null} label={t(`track.${key}`)} />
            <Voice stream={call.streams[key]} testId={`audio-${key}`} attempt={attempt} onBlocked={onBlocked} />
          </div>
        ))}
      </div>
      <div className="watch-case">
        {view && <WatchedCase view={view} />}
        <MessageList messages={session.messages} own="supervisor" />
      </div>
    </section>
  );
}
