import { useEffect, useRef } from "react";

import type { Message, Role } from "../generated/wire";
import { useLanguage } from "../i18n";

/** The messages of a session, the newest in sight and spoken to a screen reader. */
export function MessageList({ messages, own }: { readonly messages: readonly Message[]; readonly own: Role }) {
  const { t, language } = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [messages.length]);
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  return (
    <div
      ref={list}
      className="message-list"
      role="log"
      aria-live="polite"
      aria-label={t("message.list")}
      tabIndex={0}
      data-testid="message-list"
    >
      {messages.length === 0 && <p className="message-none">{t("message.none")}</p>}
      <ol>
        {messages.map((message) => (
          <li key={message.id} className={message.role === own ? "message message-own" : "message"}>
            <span className="message-who">
              {t(`role.${message.role}`)} · {time.format(new Date(message.at))}
            </span>
            <span className="message-text">{message.text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
