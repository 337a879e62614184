import { Empty } from "antd";

import { useLanguage } from "../../i18n";
import { WindowButton } from "./WindowButton";
import type { WindowRow } from "./rows";

interface Props {
  readonly windows: readonly WindowRow[];
  readonly loaded: boolean;
  readonly chosen: string | null;
  readonly onChoose: (window: string) => void;
}

/** The hall's windows, one after the other, each with what happens there. */
export function Windows({ windows, loaded, chosen, onChoose }: Props) {
  const { t } = useLanguage();
  if (loaded && windows.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("clerk.no-windows")} />;
  return (
    <ul className="clerk-windows" data-testid="windows">
      {windows.map((window, place) => (
        <li key={window.id}>
          <WindowButton window={window} place={place + 1} pressed={window.id === chosen} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}
