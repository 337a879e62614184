import { Button, Input } from "antd";
import i18next from "i18next";
import { useState } from "react";

import { Dialog } from "../../../console/Dialog";
import { KeyButton } from "../../../console/KeyButton";
import { Problem } from "../../../console/Problem";
import { useAttempt } from "../../../console/useAttempt";
import type { Language, PageProblem } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";

interface Props {
  readonly language: Language;
  readonly problems: readonly PageProblem[];
  readonly onClose: () => void;
  readonly onReturn: (reason: string) => Promise<unknown>; // Rejects with the refusal.
}

const REASONS = ["blurred", "cut-off", "glare", "wrong-paper", "other-side", "original", "expired"] as const;

/** Why a page goes back: a ready reason by its number, in the resident's language, or one's own words. */
export function ReturnDialog({ language, problems, onClose, onReturn }: Props) {
  const { t } = useLanguage();
  const [own, setOwn] = useState("");
  const { sending, error, attempt } = useAttempt();
  const give = (reason: string) => void attempt(() => onReturn(reason)).then((done) => done && onClose());
  const theirs = i18next.getFixedT(language);
  // What the scanner found wrong comes first: most often it is the reason.
  const found = new Set<string>(problems);
  const reasons = [...REASONS].sort((a, b) => Number(found.has(b)) - Number(found.has(a)));
  return (
    <Dialog title={t("return.title")} onClose={onClose}>
        <div className="return-reasons">
          {reasons.map((reason, index) => (
            <KeyButton
              key={reason}
              hotkey={String(index + 1)}
              label={t(`return.${reason}`)}
              testId={`return-${reason}`}
              block
              disabled={sending}
              onPress={() => give(theirs(`return.${reason}`))}
            />
          ))}
        </div>
        <form
          className="return-own"
          onSubmit={(event) => {
            event.preventDefault();
            if (own.trim() !== "") give(own.trim());
          }}
        >
          <Input
            value={own}
            maxLength={200}
            aria-label={t("return.own")}
            placeholder={t("return.own")}
            data-testid="return-own"
            onChange={(event) => setOwn(event.target.value)}
          />
          <Button htmlType="submit" loading={sending} disabled={own.trim() === ""} data-testid="return-send">
            {t("judge.return")}
          </Button>
        </form>
        <Problem error={error} />
    </Dialog>
  );
}
