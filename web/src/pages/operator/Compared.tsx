import { useMemo } from "react";

import { useRead } from "../../components/useCatalogue";
import type { ItemEntry } from "../../generated/catalogue";
import type { ItemChoices } from "../../generated/item_choices";
import { useLanguage } from "../../i18n";
import type { Editing } from "./editor/context";
import { differences } from "./editor/differences";
import { wordsOf } from "./editor/words";
import type { Entry } from "./entry";

interface Props {
  readonly path: string;
  readonly draft: number;
  readonly published: number;
}

/** What a draft changes of what is published, in words. */
export function Compared({ path, draft, published }: Props) {
  const { t, read, language } = useLanguage();
  const { value: before } = useRead<ItemEntry>("operator", `${path}/entry?version=${published}`);
  const { value: after } = useRead<ItemEntry>("operator", `${path}/entry?version=${draft}#draft`);
  const { value: choices } = useRead<ItemChoices>("operator", "/api/item-choices");
  const changes = useMemo(() => {
    if (before === null || after === null || choices === null) return null;
    const defaults = JSON.parse(choices.defaults) as Editing["defaults"];
    return differences(JSON.parse(before.entry) as Entry, JSON.parse(after.entry) as Entry, { words: wordsOf(choices, read), defaults, applicant: JSON.parse(choices.applicant) as Entry, read });
    // The reader is another one only where the language is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [before, after, choices, language]);
  if (changes === null) return <p role="status">{t("loading")}</p>;
  return (
    <>
      <h4>{t("editor.compared", { draft, published })}</h4>
      {changes.length === 0 ? (
        <p>{t("compared.same")}</p>
      ) : (
        <div className="office-scroll">
          <table className="table compared" data-testid="compared">
            <thead>
              <tr>
                <th scope="col">{t("editor.key")}</th>
                <th scope="col">{t("editor.before")}</th>
                <th scope="col">{t("editor.after")}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ where, before: old, after: next }) => (
                <tr key={where.join("/")}>
                  <th scope="row">{where.join(" › ")}</th>
                  <td className="compared-before">
                    <Lines of={old} />
                  </td>
                  <td className="compared-after">
                    <Lines of={next} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Lines({ of }: { readonly of: readonly string[] }) {
  return of.map((line, at) => <p key={at}>{line}</p>);
}
