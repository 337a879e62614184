import { Button, Input } from "antd";
import type { InputRef } from "antd";
import { useRef, useState } from "react";

import { MessageList } from "../../../components/MessageList";
import { useKey } from "../../../console/keys";
import type { SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { useLine } from "../../../state/line";
import { useGuest } from "../colleague/useGuest";
import { useComplain } from "../useComplain";

/** Written words to and from the window. */
export function Chat({ session }: { readonly session: SessionView }) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const complain = useComplain();
  const guest = useGuest(session);
  const [text, setText] = useState("");
  const input = useRef<InputRef>(null);
  useKey("t", t("message.write"), true, () => input.current?.focus());
  const send = () => {
    const words = text.trim();
    if (words === "") return;
    wire
      .command({ type: "say", session: session.id, text: words }, "done")
      .then(() => setText(""))
      .catch(complain);
  };
  return (
    <section className="chat" aria-label={t("controls.messages")}>
      <MessageList messages={session.messages} own={guest ? "colleague" : "official"} />
      <form
        className="chat-say"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Input
          ref={input}
          value={text}
          maxLength={500}
          aria-label={t("message.write")}
          placeholder={`${t("message.write")} (T)`}
          data-testid="say"
          onChange={(event) => setText(event.target.value)}
        />
        <Button htmlType="submit" disabled={text.trim() === ""} data-testid="say-send">
          {t("message.send")}
        </Button>
      </form>
    </section>
  );
}
