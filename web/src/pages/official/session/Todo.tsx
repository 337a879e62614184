import { useState } from "react";

import { NoticeButton } from "./NoticeButton";
import { KeyButton } from "../../../console/KeyButton";
import type { ItemDetail } from "../../../generated/api";
import type { CaseAction, CaseView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseActions, CaseCommand } from "../../../state/caseActions";
import type { Draft } from "../../../state/draft";
import { useComplain } from "../useComplain";
import { Chat } from "./Chat";
import { EndDialog } from "./EndDialog";
import { Materials } from "./Materials";
import { Missing } from "./Missing";
import type { Large } from "./Stage";
import { Step } from "./Step";
import type { StepState } from "./Step";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly item: ItemDetail | null;
  readonly actions: CaseActions;
  readonly draft: Draft | null;
  readonly large: Large;
  readonly onLarge: (large: Large) => void;
}

/** One column of what to do now. Its buttons are the actions that the server allows, each with its key. */
export function Todo({ session, view, item, actions, draft, large, onLarge }: Props) {
  const { t } = useLanguage();
  const complain = useComplain();
  const [sending, setSending] = useState(false);
  const [ending, setEnding] = useState(false);
  const allowed: readonly CaseAction[] = view?.actions.official ?? [];
  const may = (action: CaseAction) => allowed.includes(action);
  const act = (command: CaseCommand) => {
    setSending(true);
    // What was just typed belongs to what is presented.
    Promise.resolve(draft?.flush())
      .then(() => actions.act(command))
      .catch(complain)
      .finally(() => setSending(false));
  };
  const state = view?.state ?? "registering";
  const done = (reached: boolean, now: boolean): StepState => (reached ? "done" : now ? "now" : "later");
  const registering = state === "registering";
  const filled = view !== null && view.missing.length === 0;
  const collected = view !== null && view.materials.every(({ required, pages }) => !required || pages.length > 0);
  return (
    <aside className="todo" aria-label={t("todo.title")}>
      <h2 className="todo-title">{t("todo.title")}</h2>
      <ol className="steps-now">
        <Step name="consent" state={done(session.consent !== "unasked", true)}>
          <p data-testid="consent-state" data-state={session.consent}>
            {t(`consent.state.${session.consent}`)}
          </p>
        </Step>
        <Step name="materials" state={done(collected, true)}>
          {view && (
            <Materials session={session} view={view} item={item} sending={sending} large={large} onLarge={onLarge} onAct={act} />
          )}
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
          {may("take-back") && (
            <KeyButton hotkey="b" label={t("todo.take-back")} testId="take-back" block onPress={() => act({ action: "take-back" })} />
          )}
        </Step>
        <Step name="sign" state={done(state === "confirmed" || state === "accepted", !registering)}>
          {state === "presented" && <p>{t("todo.sign.waiting")}</p>}
          {state === "signed" && <p>{t("todo.confirm.waiting")}</p>}
          {view?.signature && (
            <img className="todo-signature" src={`/api/cases/${view.id}/signature.svg?page=official`} alt={t("sign.image")} />
          )}
        </Step>
        <Step name="accept" state={done(state === "accepted", state === "confirmed")}>
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
            </div>
          )}
        </Step>
      </ol>
      <Chat session={session} />
      <KeyButton hotkey="e" label={t("todo.end")} testId="end-session" block danger={state !== "accepted"} onPress={() => setEnding(true)} />
      {ending && <EndDialog session={session} accepted={state === "accepted"} onClose={() => setEnding(false)} />}
    </aside>
  );
}
