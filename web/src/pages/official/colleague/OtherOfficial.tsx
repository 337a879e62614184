import { Video } from "../../../components/Video";
import { Voice } from "../../../components/Voice";
import { useFlowing } from "../../../components/useFlowing";
import type { SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CallView } from "../../../media/call";
import { useGuest } from "./useGuest";

interface Props {
  readonly session: SessionView;
  readonly call: CallView;
  readonly attempt: number;
  readonly onBlocked: (blocked: boolean) => void;
}

/** The other official of the session, in a corner of the large picture, with their voice; the desktop they share, too. */
export function OtherOfficial({ session, call, attempt, onBlocked }: Props) {
  const { t, read } = useLanguage();
  const guest = useGuest(session);
  const desktop = call.streams["official-document"];
  const sharing = useFlowing(guest ? desktop : undefined);
  const second = session.invitation?.state === "joined" ? session.invitation : null;
  const role = guest ? "official" : "colleague";
  if (!guest && !second) return null;
  const name = guest || !second ? read(session.officialName) : read(second.name);
  const there = session.presences.find((presence) => presence.role === role)?.connected ?? false;
  return (
    <>
      {sharing && (
        <div className="other-desktop" data-testid="shared-desktop">
          <Video stream={desktop} label={t("screen.shown")} testId="video-official-document" />
        </div>
      )}
      <figure className="other-official" data-testid="other-official">
        <Video stream={call.streams[`${role}-camera`]} label={name} testId={`video-${role}-camera`} fit="cover" />
        <figcaption>
          {name} · {there ? t(`role.${role}`) : t("colleague.coming")}
        </figcaption>
        <Voice stream={call.streams[`${role}-voice`]} testId={`audio-${role}-voice`} attempt={attempt} onBlocked={onBlocked} />
      </figure>
    </>
  );
}
