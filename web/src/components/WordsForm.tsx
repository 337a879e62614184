import { useState } from "react";

interface Props {
  readonly label: string;
  readonly send: string;
  readonly onSend: (text: string) => void;
}

/** One field and one button, on the pages for everybody. */
export function WordsForm({ label, send, onSend }: Props) {
  const [text, setText] = useState("");
  return (
    <form
      className="rating-text"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onSend(text);
      }}
    >
      <label className="rating-text">
        {label}
        <textarea value={text} maxLength={2000} rows={3} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit" className="button">
        {send}
      </button>
    </form>
  );
}
