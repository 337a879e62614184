import { useCallback, useEffect, useState } from "react";

import { useLanguage } from "../i18n";

const RATE = 0.9; // Of the voice's own: a little slower, for who has never heard these words.

/** The browser's voice, in the page's language; `able` is false where it has none, and the text has to be read. */
export function useSpeech() {
  const { language } = useLanguage();
  const [speaking, setSpeaking] = useState(false);
  const able = "speechSynthesis" in window;
  const stop = useCallback(() => {
    if (able) window.speechSynthesis.cancel();
    setSpeaking(false);
  }, [able]);
  const say = useCallback(
    (sentences: readonly string[]) => {
      if (!able) return;
      window.speechSynthesis.cancel();
      setSpeaking(sentences.length > 0);
      for (const [index, sentence] of sentences.entries()) {
        const utterance = new SpeechSynthesisUtterance(sentence);
        utterance.lang = language;
        utterance.rate = RATE;
        if (index === sentences.length - 1) utterance.onend = utterance.onerror = () => setSpeaking(false);
        window.speechSynthesis.speak(utterance);
      }
    },
    [able, language],
  );
  useEffect(() => stop, [stop]);
  return { able, speaking, say, stop };
}
