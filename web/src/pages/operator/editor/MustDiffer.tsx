import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { put, same } from "../entry";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { within } from "./faults";
import { DUTIES } from "./shapes";
import { useWords } from "./words";

const PAIRS = DUTIES.flatMap((first, at) => DUTIES.slice(at + 1).map((second) => [first, second] as const));

interface Props {
  readonly part: Entry;
  readonly path: string;
  readonly onChange: (part: Entry, typed: string) => void;
}

/** Which duties two different people must do: a tick for each pair of duties. */
export function MustDiffer({ part, path, onChange }: Props) {
  const { t } = useLanguage();
  const { defaults, faults } = useEditing();
  const words = useWords();
  const absent = defaults.implementation["must-differ"];
  const chosen = (part["must-differ"] ?? absent ?? []) as readonly (readonly string[])[];
  const has = (pair: readonly string[]) => chosen.some((each) => same([...each].sort(), [...pair].sort()));
  const toggle = (pair: readonly string[], on: boolean) => {
    const next = on ? [...chosen, pair] : chosen.filter((each) => !same([...each].sort(), [...pair].sort()));
    onChange(put(part, "must-differ", same(next, absent) ? null : next), `${path}.must-differ`);
  };
  return (
    <fieldset className="editor-set editor-wide">
      <legend>{words.label("implementation", "must-differ")}</legend>
      <div className="editor-ticks">
        {PAIRS.map((pair) => (
          <label key={pair.join()}>
            <input type="checkbox" data-testid={`differ-${pair.join("-")}`} checked={has(pair)} onChange={(event) => toggle(pair, event.target.checked)} />
            {t("editor.differ", { first: words.choice("must-differ", pair[0]), second: words.choice("must-differ", pair[1]) })}
          </label>
        ))}
      </div>
      <FaultList faults={faults.filter((fault) => within(fault, `${path}.must-differ`))} />
    </fieldset>
  );
}
