import { useState } from "react";

import { NoticeButton } from "./NoticeButton";
import { PartsList, partsOf } from "../../../components/PartsList";
import { RingClerk } from "../../../components/RingClerk";
import { CaseSystemsPart } from "../../../console/CaseSystemsPart";
import { KeyButton } from "../../../console/KeyButton";
import type { useCaseSystems } from "../../../console/useCaseSystems";
import type { ItemDetail } from "../../../generated/api";
import type { CaseAction, CaseView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseActions, CaseCommand } from "../../../state/caseActions";
import type { Draft } from "../../../state/draft";
import { GuestPart, StepOut } from "../colleague/GuestPart";
import { SecondOfficial } from "../colleague/SecondOfficial";
import { useGuest } from "../colleague/useGuest";
import { useComplain } from "../useComplain";
import { Chat } from "./Chat";
import { Documents } from "./Documents";
import { EndDialog } from "./EndDialog";
import { Materials } from "./Materials";
import { Missing } from "./Missing";
import { Notes } from "./Notes";
import { OUTCOMES, OutcomeDialog } from "./outcomes/OutcomeDialog";
import { ReuseOffers } from "./ReuseOffers";
import type { Large } from "./Stage";
import { Step } from "./Step";
import type { StepState } from "./Step";
import { WetSignature } from "./WetSignature";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly item: ItemDetail | null;
  readonly systems: ReturnType<typeof useCaseSystems>;
  readonly actions: CaseActions;
  readonly draft: Draft | null;
  readonly large: Large;
  readonly onLarge: (large: Large) => void;
}

/** One column of what to do now. Its buttons are the actions that the server allows, each with its key. */
export function Todo({ session, view, item, systems, actions, draft, large, onLarge }: Props) {
  const { t } = useLanguage();
  const complain = useComplain();
  const guest = useGuest(session);
  const [sending, setSending] = useState(false);
  const [ending, setEnding] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const allowed: readonly CaseAction[] = view?.actions.official ?? [];
  const may = (action: CaseAction) => allowed.includes(action);
  const attempt = (command: CaseCommand) => {
    setSending(true);
    // What was just typed belongs to what is presented.
    return Promise.resolve(draft?.flush())
      .then(() => actions.act(command))
      .finally(() => setSending(false));
  };
  const act = (command: CaseCommand) => void attempt(command).catch(complain);
  const state = view?.state ?? "registering";
  const done = (reached: boolean, now: boolean): StepState => (reached ? "done" : now ? "now" : "later");
  const registering = state === "registering";
  const filled = view !== null && view.missing.length === 0;
  const collected = view !== null && view.materials.every(({ code, required }) => !required || !view.missing.includes(code));
  // Behind the acceptance everything before it is done, however far the case is by now.
  const taken = view?.acceptedAt != null;
  const settled = taken || state === "closed" || state === "correcting";
  const otherwise = OUTCOMES.some(([, action]) => may(action));
  return (
    <aside className="todo" aria-label={t("todo.title")}>
      <h2 className="todo-title">{t("todo.title")}</h2>
      <div className="todo-work">
      {guest && <GuestPart session={session} view={view} sending={sending} onAct={act} />}
      <ol className="steps-now">
        <Step name="consent" state={done(session.consent !== "unasked", true)}>
          <p data-testid="consent-state" data-state={session.consent}>
            {t(`consent.state.${session.consent}`)}
          </p>
        </Step>
        {view && view.toTell.length > 0 && (
          <Step name="notes" state={done(view.toTell.every(({ toldAt }) => toldAt !== null), true)}>
            <Notes view={view} onTry={attempt} />
          </Step>
        )}
        <Step name="materials" state={done(collected, true)}>
          {view && (
            <Materials session={session} view={view} item={item} systems={systems} sending={sending} large={large} onLarge={onLarge} onAct={act} onTry={attempt} />
          )}
          {view && may("reuse-material") && <ReuseOffers view={view} sending={sending} onTry={attempt} onAnswers={(answers) => draft?.take(answers, "reuse")} />}
        </Step>
        <Step name="form" state={done(filled || !registering, true)}>
          {registering && view && !filled && <Missing view={view} item={item} />}
        </Step>
        <Step name="present" state={done(!registering, filled)}>
          {may("present") && (
            <KeyButton
              hotkey="p"
              label={t("todo.present")}
              testId="present"
              type="primary"
              block
              loading={sending}
              onPress={() => act({ action: "present" })}
            />
          )}
          {may("take-back") && state !== "correcting" && (
            <KeyButton hotkey="b" label={t("todo.take-back")} testId="take-back" block onPress={() => act({ action: "take-back" })} />
          )}
        </Step>
        <Step name="sign" state={done(state === "confirmed" || taken, !registering)}>
          {view && may("sign-on-paper") && <WetSignature session={session} view={view} sending={sending} onAct={act} />}
          {state === "presented" && !may("sign-on-paper") && <p>{t("todo.sign.waiting")}</p>}
          {state === "signed" && <p>{t("todo.confirm.waiting")}</p>}
          {view?.signer && <p>{t("sign.signer", { name: view.signer })}</p>}
          {view?.signature && view.signatureKind !== "certificate" && (
            <img className="todo-signature" src={`/api/cases/${view.id}/signature.svg?page=official`} alt={t("sign.image")} />
          )}
        </Step>
        <Step name="accept" state={done(taken, state === "confirmed")}>
          {may("accept") && (
            <KeyButton
              hotkey="g"
              label={t("todo.accept")}
              testId="accept"
              type="primary"
              block
              loading={sending}
              onPress={() => act({ action: "accept" })}
            />
          )}
          {view?.number && (
            <div className="todo-number">
              <p>{t("case.number")}</p>
              <p className="side-number" data-testid="case-number">
                {view.number}
              </p>
              <NoticeButton view={view} />
              <PartsList parts={partsOf(view)} heading="h4" look="todo-parts" />
              <CaseSystemsPart page="official" id={view.id} systems={systems.systems} heading="h4" onTried={systems.look} />
            </div>
          )}
        </Step>
      </ol>
      {view?.closing && (
        <p className="todo-closing" role="status" data-testid="closing">
          {t(`closing.${view.closing}`)}
          {view.reason && <> · {view.reason}</>}
        </p>
      )}
      {view?.correction && (
        <p className="todo-closing" role="status" data-testid="correction">
          {t("correction.asked", { n: view.correction.missing.length, day: view.correction.dueOn })}
        </p>
      )}
      {state === "correcting" && may("take-back") && (
        <KeyButton
          hotkey="b"
          label={t("correction.now")}
          testId="correct-now"
          block
          disabled={sending}
          onPress={() => act({ action: "take-back" })}
        />
      )}
      {otherwise && view && (
        <KeyButton hotkey="o" label={t("outcomes.open")} testId="outcomes" block onPress={() => setChoosing(true)} />
      )}
      {choosing && view && (
        <OutcomeDialog session={session} view={view} item={item} onAct={attempt} onClose={() => setChoosing(false)} />
      )}
      {view && (settled || view.summary !== null) && <Documents view={view} />}
      </div>
      <Chat session={session} />
      {!guest && <SecondOfficial session={session} />}
      {!guest && <RingClerk page="official" />}
      {guest && <StepOut session={session} />}
      {!guest && <KeyButton hotkey="e" label={t("todo.end")} testId="end-session" block danger={!settled} onPress={() => setEnding(true)} />}
      {ending && <EndDialog session={session} accepted={settled} onClose={() => setEnding(false)} />}
    </aside>
  );
}
