import type { CaseState, CaseView, Text } from "../generated/wire";
import { useLanguage } from "../i18n";

/** One department's part of a joint application, as its case and as the progress page tell of it. */
interface Part {
  readonly name: Text;
  readonly state: CaseState;
  readonly decision: CaseView["decision"];
  readonly reason: string | null;
}

interface Props {
  readonly parts: readonly Part[];
  readonly heading?: "h2" | "h3" | "h4"; // By where it stands in its page.
  readonly look?: string; // The list's class.
}

/** A case's parts as they are shown. */
export function partsOf(view: CaseView): readonly Part[] {
  return view.children.map(({ itemName, state, decision, reason }) => ({ name: itemName, state, decision, reason }));
}

/** Each department's part of a joint application: how far it is, what was decided, and why one was refused. */
export function PartsList({ parts, heading: Heading = "h2", look = "facts" }: Props) {
  const { t, read } = useLanguage();
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="parts" data-testid="parts">
      <Heading id="parts">{t("progress.parts")}</Heading>
      <dl className={look}>
        {parts.map((part) => (
          <div key={part.name.zh}>
            <dt>{read(part.name)}</dt>
            <dd>
              {part.decision ? t(`progress.part.${part.decision}`) : t(`case.state.${part.state}`)}
              {part.reason && ` · ${part.reason}`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
