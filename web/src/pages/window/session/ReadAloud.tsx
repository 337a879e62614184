import { Icon } from "../../../components/Icon";
import { useSpeech } from "../../../components/useSpeech";
import { useLanguage } from "../../../i18n";

/** Lets the computer read sentences out, for whoever has left the glasses at home. */
export function ReadAloud({ sentences }: { readonly sentences: readonly string[] }) {
  const { t } = useLanguage();
  const { able, speaking, say, stop } = useSpeech();
  if (!able) return null;
  return (
    <button
      type="button"
      className="button"
      aria-pressed={speaking}
      data-testid="read-aloud"
      onClick={() => (speaking ? stop() : say(sentences))}
    >
      <Icon name="speaker" />
      {t(speaking ? "read-aloud.stop" : "read-aloud")}
    </button>
  );
}
