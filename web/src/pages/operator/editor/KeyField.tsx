import type { ReactNode } from "react";

import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { listOf, nameOf, put, same } from "../entry";
import { namesOf, useEditing } from "./context";
import { Frame } from "./Frame";
import { NamePair } from "./NamePair";
import type { Option } from "./Pick";
import { PickMany, PickOne } from "./Pick";
import type { Group } from "./shapes";
import { SHAPES } from "./shapes";
import { useWords } from "./words";

interface Props {
  readonly group: Group;
  readonly name: string;
  readonly entry: Entry;
  readonly path: string; // Of the entry; empty: the item itself.
  readonly inherited?: unknown; // What an absent key means here, where it is not the default.
  readonly without?: readonly string[]; // Codes that are taken.
  readonly label?: string | undefined; // Where the key means something special.
  readonly onChange: (entry: Entry, typed: string) => void;
}

/** The control of one key, chosen by its shape. What equals the default is left out of the entry. */
export function KeyField({ group, name, entry, path, inherited, without = [], label: special, onChange }: Props) {
  const { t, read } = useLanguage();
  const { choices, defaults } = useEditing();
  const words = useWords();
  const shape = SHAPES[group][name];
  if (shape === undefined) return null;
  const place = path === "" ? name : `${path}.${name}`;
  const absent = inherited ?? defaults[group][name];
  const value = entry[name] ?? absent;
  const set = (next: unknown) => onChange(put(entry, name, inherited === undefined && same(next, absent) ? null : next), place);
  const label = special ?? words.label(group, name);
  const unset = absent === undefined || absent === null || absent === "" ? undefined : t(inherited === undefined ? "editor.inherited" : "editor.as-item", { value: words.value(shape, name, absent) });
  const frame = (control: (id: string, described: string | undefined, wrong: boolean) => ReactNode, wide = false) => (
    <Frame label={label} path={place} hint={words.hint(group, name)} wide={wide}>
      {control}
    </Frame>
  );
  const testId = `${group}-${name}`;
  switch (shape.of) {
    case "name":
      return frame(
        (id, described, wrong) => <NamePair long={name === "description"} id={id} label={label} described={described} wrong={wrong} testId={testId} value={nameOf(entry, name)} onChange={set} />,
        true,
      );
    case "text":
    case "number":
      return frame((id, described, wrong) => (
        <input
          id={id}
          type={shape.of === "number" ? "number" : "text"}
          min={shape.of === "number" ? 0 : undefined}
          aria-describedby={described}
          aria-invalid={wrong || undefined}
          data-testid={testId}
          placeholder={unset}
          value={entry[name] === undefined ? "" : String(entry[name])}
          onChange={(event) => {
            const typed = event.target.value;
            onChange(put(entry, name, typed === "" || shape.of === "text" ? typed : Number(typed)), place);
          }}
        />
      ));
    case "flag":
      return (
        <Frame label={label} path={place} hint={words.hint(group, name)} beside>
          {(id, described) => <input id={id} type="checkbox" aria-describedby={described} data-testid={testId} checked={value === true} onChange={(event) => set(event.target.checked)} />}
        </Frame>
      );
    case "one":
      return frame((id, described, wrong) => (
        <PickOne
          id={id}
          label={label}
          described={described}
          wrong={wrong}
          testId={testId}
          required={absent !== undefined && absent !== null}
          options={shape.values.map((each) => optionOf(each, words.choice(name, each)))}
          value={value === undefined || value === null ? null : String(value)}
          onChange={(picked) => set(picked !== null && shape.number ? Number(picked) : picked)}
        />
      ));
    case "many":
      return frame((id, described, wrong) => (
        <PickMany
          id={id}
          label={label}
          described={described}
          wrong={wrong}
          testId={testId}
          options={shape.values.map((each) => optionOf(each, words.choice(name, each)))}
          values={Array.isArray(value) ? value.map(String) : []}
          onChange={(picked) => set(picked)}
        />
      ));
    case "words":
      return frame(
        (id, described, wrong) => (
          <PickMany free id={id} label={label} described={described} wrong={wrong} testId={testId} options={[]} placeholder={t("editor.words")} values={listOf(entry, name).map(String)} onChange={(picked) => set(picked)} />
        ),
        true,
      );
    case "pick": {
      const known = [...namesOf(choices, shape.from)].filter(([code]) => !without.includes(code));
      const options = known.map(([code, text]): Option => ({ value: code, label: read(text) || text.zh, search: `${text.zh} ${text.en} ${code}` }));
      const code = typeof entry[name] === "string" && entry[name] !== "" ? entry[name] : null;
      if (shape.free)
        return frame((id, described, wrong) => (
          <PickMany free id={id} label={label} described={described} wrong={wrong} testId={testId} options={options} placeholder={t("editor.none-or-type")} values={code === null ? [] : [code]} onChange={(picked) => set(picked.at(-1) ?? null)} />
        ));
      return frame((id, described, wrong) => (
        <PickOne id={id} label={label} described={described} wrong={wrong} testId={testId} options={options} placeholder={unset} value={code} onChange={(picked) => set(picked)} />
      ));
    }
    case "picks": {
      const options = [...namesOf(choices, shape.from)].map(([code, text]): Option => ({ value: code, label: read(text) || text.zh, search: `${text.zh} ${text.en} ${code}` }));
      return frame(
        (id, described, wrong) => (
          <PickMany id={id} label={label} described={described} wrong={wrong} testId={testId} options={options} placeholder={t("editor.no-item")} values={listOf(entry, name).map(String)} onChange={(picked) => set(picked)} />
        ),
        true,
      );
    }
    default:
      return null; // Has an editor of its own.
  }
}

const optionOf = (value: string, label: string): Option => ({ value, label, search: label });
