import type { CaseAction, CaseView } from "../../generated/wire";

/** One field of an action's dialog; `choices` are values whose texts stand under `field.<name>.<value>`. */
export interface Field {
  readonly name: string;
  readonly kind: "text" | "words" | "number" | "choice" | "material";
  readonly choices?: readonly string[];
  readonly required?: boolean;
  readonly templates?: readonly string[];
}

const REASON: Field = { name: "reason", kind: "words", required: true };
const WAY: Field = { name: "way", kind: "choice", choices: ["window", "parcel"], required: true };

/** What the back office asks for with each action; an action that stands nowhere here has its own place elsewhere. */
export const FORMS = {
  review: [{ name: "proposal", kind: "choice", choices: ["granted", "refused"], required: true }, { name: "note", kind: "words" }],
  decide: [
    { name: "decision", kind: "choice", choices: ["granted", "refused"], required: true },
    { name: "reason", kind: "words", templates: ["conditions", "materials", "scope"] },
    { name: "ground", kind: "text" },
  ],
  extend: [{ name: "days", kind: "number", required: true }, REASON],
  "pause-clock": [{ name: "cause", kind: "choice", choices: ["hearing", "inspection", "testing"], required: true }, { name: "reason", kind: "words" }],
  "resume-clock": [],
  urge: [{ name: "text", kind: "words" }],
  "answer-urge": [{ name: "text", kind: "words", required: true }],
  "issue-result": [{ name: "number", kind: "text", required: true }],
  dispatch: [WAY, { name: "tracking", kind: "text" }],
  deliver: [WAY],
  close: [],
  withdraw: [REASON],
  receive: [{ name: "slip", kind: "text", required: true }],
  "check-promise": [{ name: "material", kind: "material", required: true }, { name: "kept", kind: "choice", choices: ["true", "false"], required: true }, { name: "reason", kind: "words" }],
} as const satisfies Partial<Record<CaseAction, readonly Field[]>>;

export type OfficeAction = keyof typeof FORMS;

// In the order of the work; what ends a case without a result comes last.
const OFFICE_ACTIONS: readonly OfficeAction[] = [
  "review",
  "decide",
  "issue-result",
  "dispatch",
  "deliver",
  "close",
  "answer-urge",
  "urge",
  "extend",
  "pause-clock",
  "resume-clock",
  "receive",
  "check-promise",
  "withdraw",
];

/** The actions that this page shows for a case: exactly those that the server allows and that have a dialog here. */
export function offered(view: CaseView, page: "official" | "supervisor" = "official"): readonly OfficeAction[] {
  const allowed: readonly CaseAction[] = view.actions[page] ?? [];
  return OFFICE_ACTIONS.filter((action) => allowed.includes(action));
}

/** A dialog's answers as the command's fields. */
export function fields(form: readonly Field[], answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    form.flatMap(({ name }) => {
      const value = answers[name];
      if (value === undefined || value === null) return [];
      return [[name, name === "kept" ? value === "true" : value]];
    }),
  );
}
