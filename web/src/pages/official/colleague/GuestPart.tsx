import { useState } from "react";

import { KeyButton } from "../../../console/KeyButton";
import type { CaseView, SessionView, Wanted } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import { useLine } from "../../../state/line";
import { ActionDialog } from "../../backoffice/ActionDialog";
import { offered } from "../../backoffice/actions";
import type { OfficeAction } from "../../backoffice/actions";
import { useComplain } from "../useComplain";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly sending: boolean;
  readonly onAct: (command: CaseCommand) => void;
}

// What they were rung for is the button that stands out.
const ASKED: Partial<Record<OfficeAction, Wanted>> = { review: "reviewer", decide: "decider" };

/** What the second official is here for, and what of it the server lets them do now. */
export function GuestPart({ session, view, sending, onAct }: Props) {
  const { t, read } = useLanguage();
  const [action, setAction] = useState<OfficeAction | null>(null);
  const wanted = session.invitation?.wanted ?? "advice";
  const checks = view?.actions.official?.includes("check") ?? false;
  const office = view ? offered(view) : [];
  return (
    <section className="guest-part" aria-label={t("colleague.title")} data-testid="guest-part">
      <p>{t("guest.rung", { name: read(session.officialName), wanted: t(`wanted.${wanted}`) })}</p>
      {checks && (
        <KeyButton hotkey="0" label={t("action.check")} testId="action-check" type="primary" block loading={sending} onPress={() => onAct({ action: "check" })} />
      )}
      {office.map((each, place) => (
        <KeyButton key={each} hotkey={String(place + 1)} label={t(`action.${each}`)} testId={`action-${each}`} type={ASKED[each] === wanted ? "primary" : "default"} block onPress={() => setAction(each)} />
      ))}
      {view && !checks && office.length === 0 && <p className="guest-nothing">{t("guest.nothing")}</p>}
      {action && view && <ActionDialog page="official" view={view} action={action} onClose={() => setAction(null)} onDone={() => setAction(null)} />}
    </section>
  );
}

/** Leave the session; it goes on. */
export function StepOut({ session }: { readonly session: SessionView }) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const complain = useComplain();
  return (
    <KeyButton
      hotkey="e"
      label={t("guest.leave")}
      testId="step-out"
      block
      onPress={() => {
        wire.command({ type: "step-out", session: session.id }, "done").catch(complain);
      }}
    />
  );
}
