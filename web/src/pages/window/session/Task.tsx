import { useState } from "react";

import type { ItemDetail } from "../../../generated/api";
import type { CaseView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { StillView } from "../../../media/stills";
import type { CaseActions } from "../../../state/caseActions";
import { AcceptedTask } from "./AcceptedTask";
import { ConsentTask } from "./ConsentTask";
import { FormMirror } from "./FormMirror";
import { OutcomeTask } from "./OutcomeTask";
import { PageTask } from "./PageTask";
import { ReuseTask } from "./ReuseTask";
import { StillTask } from "./StillTask";
import { SummaryTask } from "./SummaryTask";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly item: ItemDetail | null;
  readonly still: StillView;
  readonly actions: CaseActions;
}

/** The one thing to do next, decided by what the desk says of session and case. */
export function Task({ session, view, item, still, actions }: Props) {
  const { t } = useLanguage();
  // The summary that was read to its last sentence; a scan in between takes nothing of it away.
  const [heard, setHeard] = useState<string | null>(null);
  return (
    <section className="task" aria-label={t("task")} aria-live="polite" tabIndex={0}>
      {task({ session, view, item, still, actions, heard, onHeard: setHeard })}
    </section>
  );
}

interface Task extends Props {
  readonly heard: string | null;
  readonly onHeard: (summaryHash: string | null) => void;
}

function task({ session, view, item, still, actions, heard, onHeard }: Task) {
  if (session.consent === "unasked") return <ConsentTask session={session} />;
  if (!view) return null;
  if (view.closing !== null || view.state === "correcting") return <OutcomeTask view={view} />;
  if (view.acceptedAt !== null) return <AcceptedTask view={view} here={session.ticket.hall} />;
  if (session.still?.state === "requested" || still.phase === "uploading") return <StillTask still={still} />;
  if (view.state !== "registering")
    return <SummaryTask view={view} item={item} session={session} actions={actions} heard={heard} onHeard={onHeard} />;
  const page = view.pages.findLast(({ state }) => state !== "accepted");
  // A page sent back stays in sight until the next still; an older one no longer concerns anybody.
  if (page && page === view.pages.at(-1)) return <PageTask view={view} page={page} session={session} />;
  const unasked = view.reuseAgreed === null && view.materials.some(({ reusable, system }) => reusable || system !== null);
  // A question stands alone: beside the form, which follows the official's cursor, it would scroll out of sight.
  return unasked ? <ReuseTask view={view} /> : <FormMirror view={view} item={item} />;
}
