import { Alert, Button } from "antd";
import { useEffect, useState } from "react";

import { useRead } from "../../components/useCatalogue";
import { faultOf } from "../../console/faults";
import type { WaitingView } from "../../generated/systems";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";

interface Props {
  readonly system: string;
  readonly round: number; // Read anew with each.
  readonly onTried: () => void;
}

/** The cases that have not arrived at a department system: why, when it is tried again, and trying one now. */
export function WaitingCases({ system, round, onTried }: Props) {
  const { t, language } = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const path = `/api/systems/${encodeURIComponent(system)}/waiting#${round}`;
  const { value: fresh, error: unread } = useRead<readonly WaitingView[]>("operator", path);
  const [value, setValue] = useState<readonly WaitingView[]>([]);
  useEffect(() => {
    if (fresh) setValue(fresh);
  }, [fresh]);
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "medium" });
  const retry = (id: string) => {
    setError(null);
    send("operator", `/api/cases/${id}/systems/${encodeURIComponent(system)}/retry`, {}).then(onTried).catch(setError);
  };
  const wrong = error ?? unread;
  return (
    <>
      {wrong !== null && <Alert type="error" showIcon title={explain(wrong)} />}
      <ul className="systems-waiting" data-testid={`waiting-${system}`}>
        {value.map((each) => (
          <li key={each.case}>
            <strong>{each.number}</strong>
            <span>
              {each.fault ? t(faultOf(each.fault)) : t("systems.case.waiting")}
              {each.problem && (
                <small lang="en" className="systems-code">
                  {each.problem}
                </small>
              )}
            </span>
            <span>
              {t("systems.tries", { n: each.tries })} · {t("systems.case.next", { at: time.format(new Date(each.dueAt)) })}
            </span>
            <Button size="small" data-testid={`retry-${each.number}`} onClick={() => retry(each.case)}>
              {t("messages.retry")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
