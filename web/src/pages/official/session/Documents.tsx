import { Alert, Button, Flex } from "antd";
import { useCallback, useEffect, useState } from "react";

import type { DocumentView, MakeDocument } from "../../../generated/documents";
import type { CaseView, PrintJobView } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import { read, send } from "../../../wire/rest";
import { Delivery } from "./Delivery";

const EVERY_MS = 4000;
const KINDS: readonly MakeDocument["kind"][] = ["take-home", "application"];

/** What was made on paper for a case: open it, send it to the window's printer, see how printing went. */
export function Documents({ view }: { readonly view: CaseView }) {
  const { t, read: words } = useLanguage();
  const [documents, setDocuments] = useState<readonly DocumentView[]>([]);
  const [jobs, setJobs] = useState<readonly PrintJobView[]>([]);
  const [error, setError] = useState<unknown>(null);
  const path = `/api/cases/${view.id}`;

  const look = useCallback(() => {
    read<readonly DocumentView[]>("official", `${path}/documents`).then(setDocuments).catch(setError);
    read<readonly PrintJobView[]>("official", `${path}/print-jobs`).then(setJobs).catch(setError);
  }, [path]);
  useEffect(() => {
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [look, view.state]);

  const ask = (to: string, body: unknown) => {
    setError(null);
    send("official", to, body).then(look).catch(setError);
  };
  const latest = (hash: string) => jobs.filter((job) => job.document === hash).at(-1);

  return (
    <section aria-labelledby="case-documents" data-testid="case-documents">
      <h3 id="case-documents">{t("documents.title")}</h3>
      {error !== null && <Alert type="error" role="alert" title={explain(error)} />}
      {documents.length === 0 && <p>{t("documents.empty")}</p>}
      <ul className="case-documents">
        {documents.map((document) => {
          const job = latest(document.sha256);
          return (
            <li key={document.sha256}>
              <Flex vertical gap={4} style={{ width: "100%" }}>
                <span>
                  {words(document.title)} · {document.number}
                </span>
                <Flex gap={8} wrap align="center">
                  <Button size="small" href={`${path}/documents/${document.sha256}.pdf?page=official`} target="_blank">
                    {t("documents.open")}
                  </Button>
                  <Button size="small" onClick={() => ask(`${path}/print`, { document: document.sha256 })}>
                    {t("documents.print")}
                  </Button>
                  <Button size="small" type="link" href={document.check} target="_blank">
                    {t("documents.check")}
                  </Button>
                  {job && (
                    <strong role="status">
                      {t(`print.state.${job.state}`)}
                      {job.fault && ` · ${t(`print.fault.${job.fault}`)}`}
                    </strong>
                  )}
                  {document.revokedAt && <strong>{t("documents.revoked")}</strong>}
                </Flex>
              </Flex>
            </li>
          );
        })}
      </ul>
      <Flex gap={8} wrap>
        {KINDS.filter((kind) => kind === "take-home" || view.summary !== null).map((kind) => (
          <Button key={kind} size="small" onClick={() => ask(`${path}/documents`, { kind })}>
            {t(`documents.make.${kind}`)}
          </Button>
        ))}
      </Flex>
      {view.acceptedAt !== null && <Delivery view={view} />}
    </section>
  );
}
