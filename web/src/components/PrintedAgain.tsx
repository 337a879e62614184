import { useEffect, useState } from "react";

import type { PrintJobView } from "../generated/wire";
import { explain, useLanguage } from "../i18n";
import { read, send } from "../wire/rest";

interface Props {
  readonly open: number; // Jobs that are not done; when one is, the list is asked for again.
  readonly place: (window: string) => string;
}

/** What was printed in the hall in the last day, to be printed once more. */
export function PrintedAgain({ open, place }: Props) {
  const { t, language, read: words } = useLanguage();
  const [printed, setPrinted] = useState<readonly PrintJobView[]>([]);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    read<readonly PrintJobView[]>("clerk", "/api/print-jobs/printed").then(setPrinted).catch(setError);
  }, [open]);
  const again = (job: string) => {
    setError(null);
    send("clerk", `/api/print-jobs/${job}/again`, {}).catch(setError);
  };
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  if (printed.length === 0 && error === null) return null;
  return (
    <div className="print-printed">
      <h3>{t("print.printed")}</h3>
      {error !== null && (
        <p role="alert" className="alert">
          {explain(error)}
        </p>
      )}
      <ul>
        {printed.map((job) => (
          <li key={job.id} data-testid="printed">
            <p>
              {time.format(new Date(job.changedAt))} · {place(job.window)} · <strong>{words(job.title)}</strong>
            </p>
            <button type="button" className="button" data-testid="print-again" onClick={() => again(job.id)}>
              {t("print.again")}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
