import { useEffect, useState } from "react";

import { Icon } from "../../../components/Icon";
import { useLanguage } from "../../../i18n";

/** Lets the computer read sentences out, for whoever has left the glasses at home. */
export function ReadAloud({ sentences }: { readonly sentences: readonly string[] }) {
  const { t, language } = useLanguage();
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => () => window.speechSynthesis?.cancel(), []);
  if (!("speechSynthesis" in window)) return null;
  const toggle = () => {
    window.speechSynthesis.cancel();
    if (speaking) {
      setSpeaking(false);
      return;
    }
    setSpeaking(true);
    for (const [index, sentence] of sentences.entries()) {
      const utterance = new SpeechSynthesisUtterance(sentence);
      utterance.lang = language;
      utterance.rate = 0.9;
      if (index === sentences.length - 1) utterance.onend = utterance.onerror = () => setSpeaking(false);
      window.speechSynthesis.speak(utterance);
    }
  };
  return (
    <button type="button" className="button" aria-pressed={speaking} data-testid="read-aloud" onClick={toggle}>
      <Icon name="speaker" />
      {t(speaking ? "read-aloud.stop" : "read-aloud")}
    </button>
  );
}
