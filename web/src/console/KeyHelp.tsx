import { Button } from "antd";
import { useState } from "react";

import { useLanguage } from "../i18n";
import { Dialog } from "./Dialog";
import { useBindings, useKey } from "./keys";

/** The overlay behind "?": every key that does something now. */
export function KeyHelp() {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const bindings = useBindings();
  useKey("?", t("keys.help"), true, () => setOpen(true));
  return (
    <>
      <Button type="text" aria-keyshortcuts="?" data-testid="help" onClick={() => setOpen(true)}>
        {t("keys.title")} <kbd aria-hidden="true">?</kbd>
      </Button>
      {open && (
        <Dialog title={t("keys.title")} onClose={() => setOpen(false)}>
          <p>{t("keys.text")}</p>
          <dl className="key-list">
            {bindings
              .filter(({ level }) => level === 0)
              .map(({ key, label }) => (
                <div key={key + label}>
                  <dt>
                    <kbd>{key.toUpperCase()}</kbd>
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
          </dl>
        </Dialog>
      )}
    </>
  );
}
