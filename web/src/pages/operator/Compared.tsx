import { useRead } from "../../components/useCatalogue";
import type { ItemEntry } from "../../generated/catalogue";
import { useLanguage } from "../../i18n";
import type { Entry } from "./entry";
import { changedKeys } from "./entry";

interface Props {
  readonly path: string;
  readonly before: ItemEntry;
  readonly version: number;
  readonly round: number;
}

/** What a draft changes of what is published. */
export function Compared({ path, before, version, round }: Props) {
  const { t } = useLanguage();
  const { value } = useRead<ItemEntry>("operator", `${path}/entry?version=${version}#${round}`);
  if (value === null) return null;
  const [old, next] = [JSON.parse(before.entry) as Entry, JSON.parse(value.entry) as Entry];
  return (
    <>
      <h4>{t("editor.compared", { draft: version, published: before.version })}</h4>
      <table className="table" data-testid="compared">
        <thead>
          <tr>
            <th scope="col">{t("editor.key")}</th>
            <th scope="col">{t("editor.before")}</th>
            <th scope="col">{t("editor.after")}</th>
          </tr>
        </thead>
        <tbody>
          {changedKeys(old, next).map((key) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td>{shown(old[key])}</td>
              <td>{shown(next[key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const shown = (value: unknown): string => (value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value));
