/**
 * The keys of an item's entry and of what stands in it (docs/catalogue.md), each with the shape of its value: the editor
 * chooses a control by it, and the comparison its words.
 */
export type Group = "item" | "material" | "implementation" | "field";

/** Where a picker's choices come from. */
export type Source = "departments" | "areas" | "divisions" | "items" | "qualifications" | "seals" | "connectors";

export type Shape =
  | { readonly of: "name" | "names" | "text" | "words" | "number" | "flag" }
  | { readonly of: "one" | "many"; readonly values: readonly string[]; readonly number?: true }
  | { readonly of: "pick" | "picks"; readonly from: Source; readonly free?: true }
  | { readonly of: "materials" | "form" | "implementations" | "service-types" | "must-differ" | "choices" | "columns" | "when" };

const NAME = { of: "name" } as const;
const TEXT = { of: "text" } as const;
const NUMBER = { of: "number" } as const;
const FLAG = { of: "flag" } as const;

export const DUTIES = ["checker", "acceptor", "reviewer", "decider"] as const;
export const SERVICE_TYPES = [1, 2, 3] as const;
export const KINDS = [
  "text",
  "long-text",
  "choice",
  "boolean",
  "date",
  "integer",
  "money",
  "id-number",
  "credit-code",
  "phone",
  "email",
  "bank-account",
  "division",
  "address",
  "table",
] as const;

export const SHAPES: Readonly<Record<Group, Readonly<Record<string, Shape>>>> = {
  item: {
    id: TEXT,
    name: NAME,
    description: NAME,
    result: NAME,
    aliases: { of: "words" },
    serves: { of: "one", values: ["natural", "legal"] },
    "item-type": { of: "one", values: ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"] },
    level: { of: "one", values: ["1", "2", "3", "4", "5", "6"] },
    code: TEXT,
    "code-scheme": TEXT,
    department: { of: "pick", from: "departments" },
    area: { of: "pick", from: "areas" },
    zone: { of: "one", values: ["hall", "department"] },
    division: { of: "pick", from: "divisions" },
    "service-type": { of: "one", values: ["1", "2", "3"], number: true },
    qualification: { of: "pick", from: "qualifications", free: true },
    "legal-days": NUMBER,
    "committed-days": NUMBER,
    "target-minutes": NUMBER,
    "case-kind": { of: "one", values: ["instant", "promised"] },
    fee: TEXT,
    delivery: { of: "many", values: ["window", "parcel"] },
    signature: { of: "one", values: ["finger", "wet", "certificate"] },
    pays: FLAG,
    "id-card-only": FLAG,
    components: { of: "picks", from: "items" },
    "one-refuses-all": FLAG,
    "add-ons": { of: "picks", from: "items" },
    "to-tell": { of: "names" },
    materials: { of: "materials" },
    form: { of: "form" },
    implementations: { of: "implementations" },
  },
  material: {
    name: NAME,
    code: TEXT,
    issuer: NAME,
    required: FLAG,
    original: FLAG,
    "original-seen": FLAG,
    stays: FLAG,
    promise: FLAG,
    reusable: FLAG,
    "valid-days": NUMBER,
    "supply-days": NUMBER,
    connector: { of: "pick", from: "connectors", free: true },
  },
  implementation: {
    division: { of: "pick", from: "divisions" },
    department: { of: "pick", from: "departments" },
    "legal-days": NUMBER,
    "committed-days": NUMBER,
    mode: { of: "one", values: ["online", "collection", "joint"] },
    seal: { of: "pick", from: "seals", free: true },
    unattended: FLAG,
    "service-types": { of: "service-types" },
    "must-differ": { of: "must-differ" },
  },
  field: {
    label: NAME,
    kind: { of: "one", values: KINDS },
    required: FLAG,
    choices: { of: "choices" },
    default: TEXT,
    minimum: NUMBER,
    maximum: NUMBER,
    "must-be": FLAG,
    day: { of: "one", values: ["past", "future"] },
    after: TEXT,
    prefill: { of: "one", values: ["resident-id-number", "resident-phone"] },
    personal: FLAG,
    section: NAME,
    when: { of: "when" },
    columns: { of: "columns" },
  },
};
