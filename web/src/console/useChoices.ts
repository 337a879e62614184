import { useRead } from "../components/useCatalogue";
import type { Choice, Choices } from "../generated/choices";
import { useLanguage } from "../i18n";

const NONE: Choices = { departments: [], divisions: [], colleagues: [] };

/** What a list may be narrowed to, with a name for each code; empty until it is there. */
export function useChoices(page: "official" | "supervisor"): Choices & {
  readonly options: (of: readonly Choice[], every: string) => { readonly value: string; readonly label: string }[];
} {
  const { read } = useLanguage();
  const found = useRead<Choices>(page, "/api/choices").value ?? NONE;
  return {
    ...found,
    options: (of, every) => [{ value: "", label: every }, ...of.map(({ code, name }) => ({ value: code, label: read(name) }))],
  };
}
