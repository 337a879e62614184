import { Button } from "antd";
import { useState } from "react";

import { faultOf } from "../../console/faults";
import type { SystemView } from "../../generated/systems";
import { useLanguage } from "../../i18n";
import { WaitingCases } from "./WaitingCases";

interface Props {
  readonly system: SystemView;
  readonly round: number;
  readonly onRetry: () => void;
  readonly onTried: () => void;
}

/** One department system: how it fares, why it fails, and the cases that wait for it. */
export function SystemRows({ system, round, onRetry, onTried }: Props) {
  const { t, language, read } = useLanguage();
  const [open, setOpen] = useState(false);
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  return (
    <>
      <tr data-testid={`system-${system.name}`} data-failing={system.failingSince !== null}>
        <th scope="row">
          {read(system.title)}
          <small className="systems-code">{system.name}</small>
        </th>
        <td>{system.items.join(t("catalogue.comma")) || t("systems.licences")}</td>
        <td>
          {system.failingSince
            ? t("systems.failing", { since: time.format(new Date(system.failingSince)) })
            : system.triedAt
              ? t("systems.answers", { at: time.format(new Date(system.triedAt)) })
              : t("systems.untried")}
        </td>
        <td>
          {system.waiting === 0 ? (
            0
          ) : (
            <Button size="small" aria-expanded={open} data-testid={`show-${system.name}`} onClick={() => setOpen(!open)}>
              {t("systems.show-waiting", { n: system.waiting })}
            </Button>
          )}
        </td>
        <td>
          {system.fault && <p>{t(faultOf(system.fault))}</p>}
          {system.problem && (
            <small lang="en" className="systems-code">
              {system.problem}
            </small>
          )}
          {(system.waiting > 0 || system.failingSince) && (
            <Button size="small" data-testid={`retry-${system.name}`} onClick={onRetry}>
              {t("messages.retry")}
            </Button>
          )}
        </td>
      </tr>
      {open && system.waiting > 0 && (
        <tr>
          <td colSpan={5}>
            <WaitingCases system={system.name} round={round} onTried={onTried} />
          </td>
        </tr>
      )}
    </>
  );
}
