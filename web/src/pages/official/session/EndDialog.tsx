import { useState } from "react";

import { Dialog } from "../../../console/Dialog";
import { KeyButton } from "../../../console/KeyButton";
import { Problem } from "../../../console/Problem";
import { useAttempt } from "../../../console/useAttempt";
import type { Outcome, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { useLine } from "../../../state/line";
import { ConsultForm } from "./ConsultForm";
import { OriginalsLeft } from "./OriginalsLeft";

interface Props {
  readonly session: SessionView;
  readonly accepted: boolean;
  readonly onClose: () => void;
}

const OUTCOMES: readonly (readonly [Outcome, string])[] = [
  ["served", "1"],
  ["no-show", "2"],
  ["broken-off", "3"],
  ["consulted", "4"],
];

/** How it ended, in one press; what fits the case's state is the marked one. */
export function EndDialog({ session, accepted, onClose }: Props) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const [asked, setAsked] = useState(false);
  const { sending, error, attempt } = useAttempt();
  const over = (outcome: Outcome) => wire.command({ type: "end-session", session: session.id, outcome }, "done");
  const end = (outcome: Outcome) => void attempt(() => over(outcome)).then((done) => done && onClose());
  if (asked)
    return (
      <Dialog title={t("outcome.consulted")} onClose={onClose}>
        <ConsultForm session={session.id} onKept={() => over("consulted").then(onClose)} />
      </Dialog>
    );
  return (
    <Dialog title={t("end.title")} onClose={onClose}>
        <OriginalsLeft caseId={session.case} />
        {!accepted && <p>{t("end.not-accepted")}</p>}
        <div className="return-reasons">
          {OUTCOMES.map(([outcome, hotkey]) => (
            <KeyButton
              key={outcome}
              hotkey={hotkey}
              label={t(`outcome.${outcome}`)}
              testId={`end-${outcome}`}
              type={outcome === (accepted ? "served" : "broken-off") ? "primary" : "default"}
              block
              disabled={sending}
              onPress={() => (outcome === "consulted" ? setAsked(true) : end(outcome))}
            />
          ))}
        </div>
        <Problem error={error} />
    </Dialog>
  );
}
