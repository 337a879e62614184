import { Icon } from "../../components/Icon";
import { useLanguage } from "../../i18n";

interface Props {
  readonly withX: boolean; // The check character of an ID number may be X (GB 11643-1999 §4).
  readonly onKey: (key: string) => void;
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** Large number keys for a finger; the field keeps its focus. */
export function Keypad({ withX, onKey }: Props) {
  const { t } = useLanguage();
  const key = (name: string) => (
    <button key={name} type="button" className="key" onPointerDown={(event) => event.preventDefault()} onClick={() => onKey(name)}>
      {name}
    </button>
  );
  return (
    <div className="keypad" role="group" aria-label={t("keypad")}>
      {DIGITS.map(key)}
      {withX ? (
        key("X")
      ) : (
        <button type="button" className="key key-word" onClick={() => onKey("clear")}>
          {t("keypad.clear")}
        </button>
      )}
      {key("0")}
      <button
        type="button"
        className="key key-word"
        aria-label={t("keypad.erase")}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onKey("erase")}
      >
        <Icon name="erase" size={36} />
      </button>
    </div>
  );
}
