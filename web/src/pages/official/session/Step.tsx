import type { ReactNode } from "react";

import { useLanguage } from "../../../i18n";

export type StepState = "done" | "now" | "later";

interface Props {
  readonly name: "consent" | "notes" | "materials" | "form" | "present" | "sign" | "accept";
  readonly state: StepState;
  readonly children?: ReactNode;
}

/** One step of the registration: done, due now, or to come; said in words for who cannot see the mark. */
export function Step({ name, state, children }: Props) {
  const { t } = useLanguage();
  return (
    <li className={`step-now step-${state}`} data-step={name} data-state={state}>
      <h3>
        {t(`step.${name}`)}
        <span className="hidden"> ({t(`step.state.${state}`)})</span>
      </h3>
      <div className="step-content">{children}</div>
    </li>
  );
}
