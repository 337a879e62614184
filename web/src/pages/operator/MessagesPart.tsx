import { Alert, Button } from "antd";
import { useState } from "react";

import { useRead } from "../../components/useCatalogue";
import type { RetryNotice, SentNotices } from "../../generated/notices";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";

const STATES = ["failed", "waiting", "sent"] as const;

/** What went out by SMS and e-mail, what waits, and what failed and why. */
export function MessagesPart() {
  const { t, language } = useLanguage();
  const [state, setState] = useState("");
  const [round, setRound] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const { value, error: unread } = useRead<SentNotices>("operator", `/api/notices?state=${state}#${round}`);
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  const retry = (id: string) => {
    const nothing: RetryNotice = {};
    setError(null);
    send("operator", `/api/notices/${encodeURIComponent(id)}/retry`, nothing)
      .then(() => setRound(round + 1))
      .catch(setError);
  };
  const wrong = error ?? unread;
  return (
    <section aria-label={t("operator.messages")} className="catalogue-sheet">
      {wrong !== null && <Alert type="error" showIcon title={explain(wrong)} />}
      <div className="office-bar">
        <Button aria-pressed={state === ""} type={state === "" ? "primary" : "default"} onClick={() => setState("")}>
          {t("messages.all")}
        </Button>
        {STATES.map((each) => (
          <Button key={each} aria-pressed={state === each} type={state === each ? "primary" : "default"} data-testid={`messages-${each}`} onClick={() => setState(each)}>
            {t(`messages.state.${each}`)} {value?.[each] ?? ""}
          </Button>
        ))}
        <Button onClick={() => setRound(round + 1)}>{t("backoffice.reload")}</Button>
      </div>
      {value && (value.sms === "file" || value.email === "file") && (
        <Alert type="info" showIcon title={t(value.sms === value.email ? "messages.file" : value.sms === "file" ? "messages.file.sms" : "messages.file.email")} />
      )}
      {value?.notices.length === 0 && <p>{t("messages.none")}</p>}
      {value && value.notices.length > 0 && (
        <table className="table" data-testid="messages">
          <thead>
            <tr>
              <th scope="col">{t("messages.made")}</th>
              <th scope="col">{t("messages.what")}</th>
              <th scope="col">{t("case.number")}</th>
              <th scope="col">{t("messages.to")}</th>
              <th scope="col">{t("catalogue.state")}</th>
              <th scope="col">{t("messages.why")}</th>
            </tr>
          </thead>
          <tbody>
            {value.notices.map((notice) => (
              <tr key={notice.id}>
                <td>{time.format(new Date(notice.madeAt))}</td>
                <td>{t(`messages.event.${notice.event}` as "messages.event.accepted")}</td>
                <td className="number">{notice.number ?? "–"}</td>
                <td>
                  {t(`messages.channel.${notice.channel}`)} {notice.to || t("messages.no-address")}
                  {notice.account && ` (${notice.account})`}
                </td>
                <td>
                  {t(`messages.state.${notice.state}`)}
                  {notice.state === "waiting" && notice.tries > 0 && ` · ${t("messages.again", { n: notice.tries, at: time.format(new Date(notice.dueAt)) })}`}
                  {notice.sentAt && ` · ${time.format(new Date(notice.sentAt))}`}
                </td>
                <td>
                  {notice.problem && <span lang="en">{notice.problem} </span>}
                  {notice.state !== "sent" && (
                    <Button size="small" data-testid={`retry-${notice.id}`} onClick={() => retry(notice.id)}>
                      {t("messages.retry")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
