import { Button, ConfigProvider } from "antd";
import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";

import { useLanguage } from "../i18n";
import { KeyCover } from "./keys";

interface Props {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog over the console, by the browser's own element: it keeps the focus and closes by Escape. (Ant Design's Modal
 * writes a style without a nonce to lock a scroll bar that the consoles do not have.)
 */
export function Dialog({ title, wide = false, onClose, children }: Props) {
  const { t } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    dialog.current?.showModal();
    // The browser would choose the first button, which closes; Enter is for what the dialog proposes. Without a proposal
    // the dialog itself has the focus, and no field takes its keys.
    const proposed = dialog.current?.querySelector<HTMLElement>(".ant-btn-primary");
    (proposed ?? dialog.current)?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? "dialog dialog-wide" : "dialog"}
      tabIndex={-1}
      aria-labelledby={name}
      onClose={onClose}
      onKeyDownCapture={(event) => {
        // Escape closes a list that stands open, not the dialog with it.
        if (event.key === "Escape" && dialog.current?.querySelector(".ant-select-open")) event.preventDefault();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={name}>{title}</h2>
          <Button type="text" aria-keyshortcuts="Escape" onClick={() => dialog.current?.close()}>
            {t("close")} <kbd aria-hidden="true">Esc</kbd>
          </Button>
        </div>
        {/* A list that opens would lie in the page, beneath the dialog, where nobody can press it. */}
        <ConfigProvider getPopupContainer={() => dialog.current ?? document.body}>
          <KeyCover>{children}</KeyCover>
        </ConfigProvider>
      </div>
    </dialog>
  );
}
