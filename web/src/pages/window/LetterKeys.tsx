import type { ReactNode } from "react";

import { Icon } from "../../components/Icon";
import { useLanguage } from "../../i18n";

interface Props {
  readonly address?: boolean; // With what an e-mail address has beside letters.
  readonly onKey: (key: string) => void; // A letter, " ", "erase" or "clear".
}

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const DIGITS = "1234567890";
const SIGNS = ["@", ".", "_", "-", ".com", ".cn"];

/** Letter keys for a finger, for pinyin, its initials and English; the field keeps its focus. */
export function LetterKeys({ address = false, onKey }: Props) {
  const { t } = useLanguage();
  const key = (name: string, content: ReactNode, className: string, label?: string) => (
    <button
      key={name}
      type="button"
      className={className}
      aria-label={label}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onKey(name)}
    >
      {content}
    </button>
  );
  return (
    <div className="letter-keys" role="group" aria-label={t("letters")}>
      {(address ? [DIGITS, ...ROWS] : ROWS).map((row) => (
        <div key={row} className="letter-row">
          {[...row].map((letter) => key(letter, letter, "key letter"))}
        </div>
      ))}
      <div className="letter-row">
        {key("clear", t("keypad.clear"), "key letter letter-word")}
        {address ? SIGNS.map((sign) => key(sign, sign, "key letter")) : key(" ", t("letters.space"), "key letter letter-space")}
        {key("erase", <Icon name="erase" size={32} />, "key letter letter-word", t("keypad.erase"))}
      </div>
    </div>
  );
}
