import { Alert, Button, Empty, Radio, Select, Tag } from "antd";
import { useCallback, useEffect, useState } from "react";

import { Dialog } from "../../../console/Dialog";
import type { Colleague, SessionView, Wanted } from "../../../generated/wire";
import { explain, useLanguage } from "../../../i18n";
import { useLine } from "../../../state/line";

interface Props {
  readonly session: SessionView;
  readonly onClose: () => void;
}

const WANTED: readonly Wanted[] = ["advice", "checker", "acceptor", "reviewer", "decider"];
const ANY = "";
const LOOK_MILLISECONDS = 5000;

/** For what, and whom: the server says who may, the official presses one. */
export function ColleagueDialog({ session, onClose }: Props) {
  const { t, read } = useLanguage();
  const { wire } = useLine();
  const [wanted, setWanted] = useState<Wanted>("advice");
  const [department, setDepartment] = useState(ANY);
  const [found, setFound] = useState<readonly Colleague[] | null>(null);
  const [ringing, setRinging] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [unread, setUnread] = useState<unknown>(null);

  const look = useCallback(() => {
    let over = false;
    wire.command({ type: "find-colleagues", session: session.id, wanted, department: null }, "colleagues-found").then(
      ({ colleagues }) => {
        if (over) return;
        setFound(colleagues);
        setUnread(null);
      },
      (refused: unknown) => {
        if (!over) setUnread(refused);
      },
    );
    return () => {
      over = true;
    };
  }, [wire, session.id, wanted]);
  useEffect(() => {
    setFound(null);
    setError(null);
    setDepartment(ANY);
    let forget = look();
    const timer = setInterval(() => {
      forget();
      forget = look();
    }, LOOK_MILLISECONDS);
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [look]);
  const ring = (official: string) => {
    setRinging(official);
    setError(null);
    wire
      .command({ type: "invite-colleague", session: session.id, official, wanted }, "done")
      .then(onClose)
      .catch((refused: unknown) => {
        setError(refused);
        setRinging(null);
        look(); // Somebody who was free a moment ago is not; the list says who is.
      });
  };
  const departments = [...new Map(found?.map((each) => [each.department, each.departmentName]))];
  const shown = found?.filter((each) => department === ANY || each.department === department);
  return (
    <Dialog title={t("colleague.ring")} wide onClose={onClose}>
      <div className="colleague-choice">
        <div role="group" aria-label={t("colleague.wanted")}>
          <Radio.Group
            optionType="button"
            buttonStyle="solid"
            value={wanted}
            options={WANTED.map((each) => ({ value: each, label: <span data-testid={`wanted-${each}`}>{t(`wanted.${each}`)}</span> }))}
            onChange={({ target }: { target: { value?: Wanted } }) => target.value && setWanted(target.value)}
          />
        </div>
        {departments.length > 1 && (
          <Select
            className="colleague-department"
            aria-label={t("colleague.department")}
            value={department}
            options={[{ value: ANY, label: t("colleague.every-department") }, ...departments.map(([code, name]) => ({ value: code, label: read(name) }))]}
            onChange={setDepartment}
          />
        )}
      </div>
      <p className="colleague-hint">{t(`wanted.${wanted}.text`)}</p>
      {[error, unread].map((each, place) => each !== null && <Alert key={place} type="error" showIcon title={explain(each)} />)}
      {shown === undefined && unread === null && <p role="status">{t("loading")}</p>}
      {shown?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("colleague.nobody")} />}
      {shown !== undefined && shown.length > 0 && (
        <ul className="colleague-list" data-testid="colleague-list">
          {shown.map((each) => (
            <li key={each.official} data-testid={`colleague-${each.official}`}>
              <span className="colleague-who">
                <strong>{read(each.name)}</strong>
                <span>{read(each.departmentName)}</span>
              </span>
              <span className="colleague-duties">
                {each.duties.map((duty) => (
                  <Tag key={duty}>{t(`wanted.${duty}`)}</Tag>
                ))}
              </span>
              <span className={each.free ? "colleague-free" : "colleague-busy"}>{t(each.free ? "colleague.free" : "colleague.busy")}</span>
              <Button
                type="primary"
                disabled={!each.free || ringing !== null}
                loading={ringing === each.official}
                data-testid={`ring-${each.official}`}
                aria-label={t("colleague.ring.one", { name: read(each.name) })}
                onClick={() => ring(each.official)}
              >
                {t("colleague.ring.short")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
