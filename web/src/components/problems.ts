import type { PageView } from "../generated/wire";
import type { useLanguage } from "../i18n";

type Translate = ReturnType<typeof useLanguage>["t"];

/** What is to be mended about a page, the first thing first; null when nothing is wrong. */
export function firstProblem(t: Translate, view: PageView): string | null {
  const problem = view.problems[0];
  return problem ? t(`page.problem.${problem}`) : null;
}
