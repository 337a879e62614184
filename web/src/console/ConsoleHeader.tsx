import { Button } from "antd";
import type { ReactNode } from "react";

import { LanguageSwitch } from "../components/LanguageSwitch";
import type { Me } from "../generated/api";
import { useLanguage } from "../i18n";
import { useDesk } from "../state/line";
import { DeskNotices } from "./DeskNotices";
import { KeyHelp } from "./KeyHelp";

interface Props {
  readonly me: Me;
  readonly onSignOut: () => void;
  readonly children?: ReactNode;
}

/** The consoles' top strip: who works here, how the line is, and help. */
export function ConsoleHeader({ me, onSignOut, children }: Props) {
  const { t, read } = useLanguage();
  const { connection } = useDesk();
  return (
    <header className="console-header">
      <p className="console-mark">
        <img src="/icon.svg" alt="" width={28} height={28} />
        {t("product")}
      </p>
      <p className="console-who">{read(me.name)}</p>
      {children}
      <p className={`console-line console-line-${connection}`} role="status" data-testid="line" data-state={connection}>
        {t(`connection.${connection}`)}
      </p>
      <div className="console-header-side">
        {(me.role === "official" || me.role === "supervisor") && <DeskNotices page={me.role} />}
        <KeyHelp />
        <LanguageSwitch />
        <Button type="text" data-testid="sign-out" onClick={onSignOut}>
          {t("sign-out")}
        </Button>
      </div>
    </header>
  );
}
