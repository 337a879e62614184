import { KeyButton } from "../../../console/KeyButton";
import type { ItemDetail } from "../../../generated/api";
import type { CaseSystems } from "../../../generated/systems";
import type { CaseView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import { useLine } from "../../../state/line";
import { useGuest } from "../colleague/useGuest";
import { useComplain } from "../useComplain";
import { JudgePage } from "./JudgePage";
import { MaterialOptions } from "./MaterialOptions";
import type { Large } from "./Stage";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView;
  readonly item: ItemDetail | null;
  readonly systems: CaseSystems;
  readonly sending: boolean;
  readonly large: Large;
  readonly onLarge: (large: Large) => void;
  readonly onAct: (command: CaseCommand) => void;
  readonly onTry: (command: CaseCommand) => Promise<unknown>;
}

/** The checklist with its pages, the still, and the judgement on the page that waits for one. */
export function Materials({ session, view, item, systems, sending, large, onLarge, onAct, onTry }: Props) {
  const { t, read } = useLanguage();
  const { wire } = useLine();
  const complain = useComplain();
  const guest = useGuest(session);
  const allowed = view.actions.official ?? [];
  const original = new Map(item?.materials.map((material) => [material.code, material.original]) ?? []);
  const judged = allowed.includes("accept-page") || allowed.includes("return-page");
  const waiting = view.pages.filter(({ state }) => state === "read" || state === "received");
  const page = waiting.find(({ hash }) => hash === large) ?? waiting.at(-1);
  const complete = !view.materials.some(({ code }) => view.missing.includes(code));
  const requested = session.still?.state === "requested";
  return (
    <>
      <ul className="checklist">
        {view.materials.map((material) => {
          const there = material.pages.length > 0;
          return (
            <li key={material.code} className={there ? "checklist-there" : ""} data-testid={`material-${material.code}`}>
              <span className="checklist-name">
                {read(material.name)}
                {!material.required && <small> {t("material.optional")}</small>}
                {original.get(material.code) && <small> {t("material.original")}</small>}
              </span>
              <span className="checklist-pages">
                {material.pages.map((hash) => (
                  <button key={hash} type="button" onClick={() => onLarge(hash)}>
                    {t("material.page", { n: view.pages.findIndex((each) => each.hash === hash) + 1 })}
                  </button>
                ))}
                {!there && <small>{t(view.missing.includes(material.code) ? "material.missing" : "material.none")}</small>}
              </span>
              <MaterialOptions session={session} view={view} material={material} systems={systems} sending={sending} onAct={onAct} onTry={onTry} />
            </li>
          );
        })}
      </ul>
      {view.state === "registering" && !guest && (
        <KeyButton
          hotkey="s"
          label={t(requested ? "todo.still.waiting" : "todo.still")}
          testId="request-still"
          block
          type={page || complete ? "default" : "primary"}
          loading={requested}
          disabled={requested}
          onPress={() => {
            wire.command({ type: "request-still", session: session.id }, "done").catch(complain);
          }}
        />
      )}
      {session.still?.state === "declined" && !page && (
        <p className="todo-warning" role="alert">
          {t(stillReason(session.still.reason))}
        </p>
      )}
      {judged && page && <JudgePage key={page.hash} session={session} view={view} page={page} fetched={systems.fetched} sending={sending} onAct={onAct} onTry={onTry} />}
    </>
  );
}

function stillReason(reason: string | null) {
  if (reason === "no-camera" || reason === "capture-failed" || reason === "upload-failed")
    return `still.declined.${reason}` as const;
  return "still.declined.capture-failed" as const;
}
