import { useEffect } from "react";

import { Video } from "../../../components/Video";
import { Voice } from "../../../components/Voice";
import type { Invitation } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CallView } from "../../../media/call";
import { chime } from "../../../media/sound";

interface Props {
  readonly invitation: Invitation;
  readonly call: CallView;
  readonly attempt: number;
  readonly onBlocked: (blocked: boolean) => void;
}

/** The second official beside the first: who they are and of which department, told with a chime as they come. */
export function SecondOfficial({ invitation, call, attempt, onBlocked }: Props) {
  const { t, read } = useLanguage();
  useEffect(chime, [invitation.id]);
  const who = { name: read(invitation.name), department: read(invitation.departmentName) };
  return (
    <figure className="stage-second" data-testid="second-official">
      <Video stream={call.streams["colleague-camera"]} label={t("session.second", who)} testId="video-colleague-camera" fit="cover" />
      <figcaption>
        <p role="status">
          <strong>{who.name}</strong>
          <span>{who.department}</span>
          <span>{t("session.second.joined")}</span>
        </p>
      </figcaption>
      <Voice stream={call.streams["colleague-voice"]} testId="audio-colleague-voice" attempt={attempt} onBlocked={onBlocked} />
    </figure>
  );
}
