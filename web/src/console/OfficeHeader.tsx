import { Button } from "antd";

import { LanguageSwitch } from "../components/LanguageSwitch";
import type { Me } from "../generated/api";
import { useLanguage } from "../i18n";
import { DeskNotices } from "./DeskNotices";
import { KeyHelp } from "./KeyHelp";

interface Props {
  readonly me: Me;
  readonly home: { readonly href: string; readonly label: string };
  readonly onSignOut: () => void;
}

/** The top strip of a console page without a line. */
export function OfficeHeader({ me, home, onSignOut }: Props) {
  const { t, read } = useLanguage();
  return (
    <header className="console-header">
      <p className="console-mark">
        <img src="/icon.svg" alt="" width={28} height={28} />
        {t("product")}
      </p>
      <p className="console-who">{read(me.name)}</p>
      <a href={home.href}>{home.label}</a>
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
