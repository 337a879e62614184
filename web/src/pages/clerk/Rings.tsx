import { Button } from "antd";
import { useEffect } from "react";

import { elapsed, useNow } from "../../components/useNow";
import type { RingView } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { chime } from "../../media/sound";
import { send } from "../../wire/rest";
import { useTold } from "./useTold";

const AGAIN_MS = 4_000;

interface Props {
  readonly rings: readonly RingView[];
  readonly onOpen: (window: string) => void;
}

/** Who rings; it sounds until the clerk says that they come. */
export function Rings({ rings, onOpen }: Props) {
  const { t, read } = useLanguage();
  const told = useTold();
  const now = useNow();
  const unanswered = rings.filter((ring) => !ring.comingAt && !ring.solvedAt);
  const loud = unanswered.map(({ id }) => id).join();
  useEffect(() => {
    if (!loud) return;
    chime();
    const title = document.title;
    document.title = `🔔 ${t("ring.title", { n: loud.split(",").length })}`;
    const timer = setInterval(chime, AGAIN_MS);
    return () => {
      clearInterval(timer);
      document.title = title;
    };
  }, [loud, t]);
  const say = (ring: RingView, answer: "coming" | "solved") => {
    if (answer === "coming") onOpen(ring.window);
    send("clerk", `/api/rings/${ring.id}/answer`, { answer }).catch(told);
  };
  return (
    <ul className="rings" aria-label={t("ring.list")} aria-live="assertive" data-testid="rings">
      {rings.map((ring) => (
        <li
          key={ring.id}
          className={ring.solvedAt ? "ring ring-solved" : ring.comingAt ? "ring ring-coming" : "ring ring-loud"}
          data-testid={`ring-${ring.window}`}
        >
          <div>
            <strong>
              {read(ring.windowName)} · {t(`ring.reason.${ring.reason}`)}
            </strong>
            <p>
              {t(`ring.by.${ring.role === "official" ? "official" : "window"}`, { name: read(ring.ringerName) })}
              {ring.note && <> · {ring.note}</>}
              {" · "}
              {elapsed(ring.rungAt, now)}
            </p>
          </div>
          <div className="ring-answers">
            {ring.solvedAt ? (
              <span>{t("ring.solved")}</span>
            ) : (
              <>
                {ring.comingAt ? (
                  <span>{t("ring.coming.by", { name: ring.clerkName ? read(ring.clerkName) : "" })}</span>
                ) : (
                  <Button type="primary" danger data-testid={`coming-${ring.window}`} onClick={() => say(ring, "coming")}>
                    {t("ring.coming")}
                  </Button>
                )}
                <Button data-testid={`solved-${ring.window}`} onClick={() => say(ring, "solved")}>
                  {t("ring.solve")}
                </Button>
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
