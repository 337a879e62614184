import { useEffect, useRef } from "react";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** A question before something that cannot be undone; the harmless answer has the focus. */
export function Confirmation({ title, text, yes, no, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="confirmation" aria-labelledby="confirmation-title" onCancel={onNo}>
      <h2 id="confirmation-title">{title}</h2>
      <p>{text}</p>
      <div className="confirmation-answers">
        <button type="button" className="button button-primary" autoFocus onClick={onNo}>
          {no}
        </button>
        <button type="button" className="button button-danger" data-testid="confirmation-yes" onClick={onYes}>
          {yes}
        </button>
      </div>
    </dialog>
  );
}
