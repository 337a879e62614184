import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";

import { MessageList } from "../../../components/MessageList";
import type { SessionView } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import { useLine } from "../../../state/line";

const PHRASES = ["phrase.yes", "phrase.no", "phrase.repeat", "phrase.not-heard", "phrase.wait"] as const;

/** Written words, for whom the voice does not reach; ready phrases for a window without a keyboard. */
export function Messages({ session, onClose }: { readonly session: SessionView; readonly onClose: () => void }) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const say = (words: string) => {
    const trimmed = words.trim();
    if (trimmed === "") return;
    setError(null);
    wire
      .command({ type: "say", session: session.id, text: trimmed }, "done")
      .then(() => setText(""))
      .catch(setError);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    say(text);
  };
  return (
    <section ref={panel} className="messages" aria-label={t("controls.messages")} tabIndex={-1}>
      <MessageList messages={session.messages} own="window" />
      <div className="phrases">
        {PHRASES.map((phrase) => (
          <button key={phrase} type="button" className="button" onClick={() => say(t(phrase))}>
            {t(phrase)}
          </button>
        ))}
      </div>
      {error !== null && <p className="alert">{explain(error)}</p>}
      <form className="say" onSubmit={submit}>
        <label className="hidden" htmlFor="say">
          {t("message.write")}
        </label>
        <input
          id="say"
          data-testid="say"
          value={text}
          maxLength={500}
          placeholder={t("message.write")}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button button-primary" data-testid="say-send" disabled={text.trim() === ""}>
          {t("message.send")}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t("close")}
        </button>
      </form>
    </section>
  );
}
