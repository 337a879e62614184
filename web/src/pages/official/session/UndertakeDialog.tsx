import { Button } from "antd";
import i18next from "i18next";

import { Dialog } from "../../../console/Dialog";
import { Problem } from "../../../console/Problem";
import { useAttempt } from "../../../console/useAttempt";
import type { Language, MaterialView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";

/** The paper follows (supply waived for now), or a promise stands in its place. */
export type Undertaking = "waive-supply" | "promise";

interface Props {
  readonly kind: Undertaking;
  readonly material: MaterialView;
  readonly language: Language; // The resident's: it is read out to them.
  readonly onTry: (command: CaseCommand) => Promise<unknown>;
  readonly onClose: () => void;
}

/** What the resident would take upon themselves, to be read out; only their yes goes on. It is theirs to sign later. */
export function UndertakeDialog({ kind, material, language, onTry, onClose }: Props) {
  const { t } = useLanguage();
  const { sending, error, attempt } = useAttempt();
  const theirs = i18next.getFixedT(language);
  const inTheirs = (text: { readonly zh: string; readonly en: string }) => (language === "en" ? text.en : text.zh);
  const words =
    kind === "promise" && material.promiseText
      ? inTheirs(material.promiseText)
      : theirs("undertake.waive-supply.words", { name: inTheirs(material.name), n: material.supplyDays });
  const agree = () => void attempt(() => onTry({ action: kind, material: material.code })).then((done) => done && onClose());
  return (
    <Dialog title={t(`undertake.${kind}`)} wide onClose={onClose}>
      <p>{t(`undertake.${kind}.text`)}</p>
      <blockquote className="undertaking" lang={language} data-testid="undertaking">
        {words}
      </blockquote>
      <p>{t("undertake.voluntary")}</p>
      <Problem error={error} />
      <div className="dialog-answers">
        <Button type="primary" loading={sending} data-testid="undertake-yes" onClick={agree}>
          {t("undertake.yes")}
        </Button>
        <Button disabled={sending} data-testid="undertake-no" onClick={onClose}>
          {t("undertake.no")}
        </Button>
      </div>
    </Dialog>
  );
}
