import type { ReactNode } from "react";

import { LanguageSwitch } from "./LanguageSwitch";

/** The strip at the top of every page for everybody: where one is, and both languages. */
export function PublicHeader({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header className="public-header">
      <p className="public-mark">
        <img src="/icon.svg" alt="" width={44} height={44} />
        <span>{title}</span>
      </p>
      <div className="public-header-side">
        {children}
        <LanguageSwitch />
      </div>
    </header>
  );
}
