import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

import { Icon } from "../../components/Icon";
import { useLanguage } from "../../i18n";

const STEPS = ["devices", "item", "papers", "identity"] as const;

interface Props {
  readonly step: (typeof STEPS)[number];
  readonly onBack: () => void;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** The frame of the steps before a ticket: what to do as a heading, the way back, and the one way on. */
export function StepFrame({ step, onBack, children, action }: Props) {
  const { t } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="step">
      <div className="step-head">
        <p className="step-count">{t("step.count", { n: STEPS.indexOf(step) + 1, of: STEPS.length })}</p>
        <h1 ref={heading} tabIndex={-1}>
          {t(`${step}.title`)}
        </h1>
      </div>
      <div className="step-body">{children}</div>
      <div className="step-foot">
        <button type="button" className="button" data-testid="back" onClick={onBack}>
          <Icon name="back" />
          {t("back")}
        </button>
        {action}
      </div>
    </main>
  );
}
