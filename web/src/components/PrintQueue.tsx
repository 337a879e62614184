import { useCallback, useEffect, useRef, useState } from "react";

import type { PrintFault, PrintJobView } from "../generated/wire";
import { explain, useLanguage } from "../i18n";
import type { Page } from "../wire/rest";
import { read, send } from "../wire/rest";
import { PrintedAgain } from "./PrintedAgain";

const EVERY_MS = 4000;
const FAULTS: readonly PrintFault[] = ["no-paper", "jam", "offline", "other"];

interface Props {
  /** The window's own jobs, or those of all windows of a clerk's hall. */
  readonly page: Page;
  /** A kiosk with silent printing prints what comes by itself; else each waits for a press. */
  readonly automatic?: boolean;
  /** What a stream tells; without one the page asks. */
  readonly told?: readonly PrintJobView[];
  /** The name of a window, where there are several. */
  readonly place?: (window: string) => string;
}

/** What officials sent to be printed here: print it, and say that it is done or what is wrong with the printer. */
export function PrintQueue({ page, automatic = false, told, place }: Props) {
  const { t, read: words } = useLanguage();
  const [asked, setAsked] = useState<readonly PrintJobView[]>([]);
  const [shown, setShown] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const jobs = told ?? asked;
  const asks = told === undefined;

  const look = useCallback(() => {
    if (asks) read<readonly PrintJobView[]>(page, "/api/print-jobs").then(setAsked).catch(setError);
  }, [page, asks]);
  useEffect(() => {
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);

  const report = useCallback(
    (job: string, state: "printing" | "done" | "fault", fault: PrintFault | null = null) => {
      setError(null);
      send(page, `/api/print-jobs/${job}`, { state, fault }).then(look).catch(setError);
    },
    [look, page],
  );
  const print = useCallback(
    (job: string) => {
      setShown(job);
      report(job, "printing");
    },
    [report],
  );
  const next = jobs.find((job) => job.state === "waiting");
  useEffect(() => {
    if (automatic && next) print(next.id);
  }, [automatic, next?.id, print]);

  // A window shows its residents nothing of a printer that has nothing to do.
  if (page === "window" && jobs.length === 0) return null;
  return (
    <section aria-labelledby="print-queue" className="print-queue" data-testid="print-queue">
      <h2 id="print-queue">{t("print.title")}</h2>
      {error !== null && (
        <p role="alert" className="alert">
          {explain(error)}
        </p>
      )}
      {jobs.length === 0 && <p>{t("print.empty")}</p>}
      <ul>
        {jobs.map((job) => (
          <li key={job.id} data-state={job.state} data-testid={`print-${job.window}`}>
            <p className={job.state === "fault" ? "clerk-bad" : undefined}>
              {place && <>{place(job.window)} · </>}
              <strong>{words(job.title)}</strong> · {t(`print.state.${job.state}`)}
              {job.fault && ` · ${t(`print.fault.${job.fault}`)}`}
            </p>
            <div className="print-actions">
              <button type="button" className="button" data-testid="print-now" onClick={() => print(job.id)}>
                {t("print.now")}
              </button>
              {job.state !== "waiting" && (
                <button type="button" className="button button-primary" data-testid="print-done" onClick={() => report(job.id, "done")}>
                  {t("print.done")}
                </button>
              )}
              <details>
                <summary>{t("print.fault")}</summary>
                {FAULTS.map((fault) => (
                  <button key={fault} type="button" className="button" onClick={() => report(job.id, "fault", fault)}>
                    {t(`print.fault.${fault}`)}
                  </button>
                ))}
              </details>
            </div>
          </li>
        ))}
      </ul>
      {page === "clerk" && <PrintedAgain open={jobs.length} place={place ?? ((window) => window)} />}
      {shown && (
        <iframe
          key={shown}
          ref={frame}
          title={t("print.title")}
          src={`/api/print-jobs/${shown}/document.pdf?page=${page}`}
          className="print-frame"
          aria-hidden="true"
          tabIndex={-1}
          onLoad={() => {
            frame.current?.contentWindow?.focus();
            frame.current?.contentWindow?.print();
          }}
        />
      )}
    </section>
  );
}
