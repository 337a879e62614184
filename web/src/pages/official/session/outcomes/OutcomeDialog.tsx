import { useState } from "react";

import { Dialog } from "../../../../console/Dialog";
import { KeyButton } from "../../../../console/KeyButton";
import { Problem } from "../../../../console/Problem";
import { useAttempt } from "../../../../console/useAttempt";
import type { ItemDetail } from "../../../../generated/api";
import type { CaseAction, CaseView, SessionView } from "../../../../generated/wire";
import { useLanguage } from "../../../../i18n";
import type { CaseCommand } from "../../../../state/caseActions";
import { CorrectionForm } from "./CorrectionForm";
import { NotOursForm } from "./NotOursForm";
import { ReasonForm } from "./ReasonForm";

export type OutcomeKind = "ask-correction" | "corrected" | "not-needed" | "not-ours" | "decline" | "withdraw";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView;
  readonly item: ItemDetail | null;
  readonly onAct: (command: CaseCommand) => Promise<unknown>; // Rejects with the refusal.
  readonly onClose: () => void;
}

/** Every end but acceptance, and the action that each needs. */
export const OUTCOMES: readonly (readonly [OutcomeKind, CaseAction])[] = [
  ["ask-correction", "ask-correction"],
  ["corrected", "resolve"],
  ["not-needed", "resolve"],
  ["not-ours", "resolve"],
  ["decline", "decline"],
  ["withdraw", "withdraw"],
];

/** How the case goes on if it is not accepted: one press chooses, then the words that the resident will read. */
export function OutcomeDialog({ session, view, item, onAct, onClose }: Props) {
  const { t } = useLanguage();
  const [kind, setKind] = useState<OutcomeKind | null>(null);
  const allowed = view.actions.official ?? [];
  const { sending, error, attempt } = useAttempt();
  const act = (command: CaseCommand) => void attempt(() => onAct(command)).then((done) => done && onClose());
  if (kind === null)
    return (
      <Dialog title={t("outcomes.title")} onClose={onClose}>
        <div className="return-reasons">
          {OUTCOMES.filter(([, action]) => allowed.includes(action)).map(([outcome], index) => (
            <KeyButton
              key={outcome}
              hotkey={String(index + 1)}
              label={t(`outcomes.${outcome}`)}
              testId={`outcome-${outcome}`}
              block
              onPress={() => setKind(outcome)}
            />
          ))}
        </div>
      </Dialog>
    );
  const language = session.ticket.language;
  return (
    <Dialog title={t(`outcomes.${kind}`)} wide onClose={onClose}>
      <p>{t(`outcomes.${kind}.text`)}</p>
      {kind === "ask-correction" && <CorrectionForm view={view} item={item} language={language} sending={sending} onSend={act} />}
      {kind === "not-ours" && <NotOursForm view={view} language={language} sending={sending} onSend={act} />}
      {kind !== "ask-correction" && kind !== "not-ours" && (
        <ReasonForm kind={kind} view={view} language={language} sending={sending} onSend={act} />
      )}
      <Problem error={error} />
    </Dialog>
  );
}
