import { Badge, Button } from "antd";
import { useEffect, useState } from "react";

import type { DeskNotice, SeeNotices } from "../generated/notices";
import { useLanguage } from "../i18n";
import { read as readPath, send } from "../wire/rest";
import { Dialog } from "./Dialog";

const AGAIN_MS = 30_000;

type Desk = "official" | "supervisor";

/** What the official was told of their cases: how many are new, and all of them with where to go. */
export function DeskNotices({ page }: { readonly page: Desk }) {
  const { t, read, language } = useLanguage();
  const [notices, setNotices] = useState<readonly DeskNotice[]>([]);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let over = false;
    // A glance that fails is no matter: the next one comes soon, and the page says itself when its line is down.
    const look = () => readPath<readonly DeskNotice[]>(page, "/api/desk/notices").then((found) => !over && setNotices(found), () => undefined);
    void look();
    const timer = setInterval(() => void look(), AGAIN_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [page]);
  const fresh = notices.filter((notice) => !notice.seen);
  const close = () => {
    setOpen(false);
    if (fresh.length === 0) return;
    const body: SeeNotices = { ids: fresh.map((notice) => notice.id) };
    send<readonly DeskNotice[]>(page, "/api/desk/notices/seen", body).then(setNotices, () => undefined);
  };
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <>
      <Badge count={fresh.length} size="small">
        <Button type="text" data-testid="desk-notices" onClick={() => setOpen(true)}>
          {t("desk.notices")}
        </Button>
      </Badge>
      {open && (
        <Dialog wide title={t("desk.notices")} onClose={close}>
          {notices.length === 0 ? (
            <p>{t("desk.notices.none")}</p>
          ) : (
            <ul className="desk-notices" data-testid="desk-notice-list">
              {notices.map((notice) => (
                <li key={notice.id} className={notice.seen ? "" : "desk-notice-new"}>
                  <strong>{t(`desk.notice.${notice.event}`)}</strong> <span className="number">{notice.number ?? ""}</span> {read(notice.itemName)}
                  <br />
                  <small>
                    {time.format(new Date(notice.at))}
                    {notice.dueOn && ` · ${t("desk.notice.due", { day: notice.dueOn })}`}
                  </small>
                </li>
              ))}
            </ul>
          )}
        </Dialog>
      )}
    </>
  );
}
