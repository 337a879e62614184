import type { Language } from "../generated/wire";
import { speak, useLanguage } from "../i18n";

const NAMES: readonly (readonly [Language, string])[] = [
  ["zh-CN", "中文"],
  ["en", "English"],
];

/** Both languages, each in its own words, always in sight. */
export function LanguageSwitch() {
  const { t, language } = useLanguage();
  return (
    <div className="language" role="group" aria-label={t("language.choose")}>
      {NAMES.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          className="language-choice"
          data-testid={`language-${code}`}
          aria-pressed={language === code}
          onClick={() => speak(code)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
