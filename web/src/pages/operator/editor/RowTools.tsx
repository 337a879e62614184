import { useLanguage } from "../../../i18n";

interface Props {
  readonly what: string; // The row's own name, for who cannot see where the keys stand.
  readonly up?: (() => void) | undefined;
  readonly down?: (() => void) | undefined;
  readonly first: boolean;
  readonly last: boolean;
  readonly copy?: (() => void) | undefined;
  readonly remove: () => void;
}

/** What can be done with a row as a whole. */
export function RowTools({ what, up, down, first, last, copy, remove }: Props) {
  const { t } = useLanguage();
  const tool = (key: "up" | "down" | "copy" | "remove", mark: string, act: () => void, disabled = false) => (
    <button type="button" title={t(`editor.row.${key}`)} aria-label={`${t(`editor.row.${key}`)}: ${what}`} data-testid={`row-${key}`} disabled={disabled} onClick={act}>
      <span aria-hidden="true">{mark}</span>
    </button>
  );
  return (
    <div className="row-tools">
      {up && tool("up", "↑", up, first)}
      {down && tool("down", "↓", down, last)}
      {copy && tool("copy", "⧉", copy)}
      {tool("remove", "✕", remove)}
    </div>
  );
}
