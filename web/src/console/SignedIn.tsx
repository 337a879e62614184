import { useCallback, useEffect, useState } from "react";
import type { ReactNode } from "react";

import type { Me } from "../generated/api";
import { language } from "../i18n";
import { LineProvider, openLine } from "../state/line";
import type { Line } from "../state/line";
import { Refusal } from "../wire/refusal";
import { insist, read, send } from "../wire/rest";
import { SignIn } from "./SignIn";

interface Props {
  readonly page: "official" | "supervisor" | "clerk";
  readonly children: (me: Me, signOut: () => void) => ReactNode;
}

/** Stands between a console and whoever is not signed in on this page. */
export function SignedIn({ page, children }: Props) {
  const [me, setMe] = useState<Me | null>(null);
  const [asked, setAsked] = useState(false);
  const [line, setLine] = useState<Line | null>(null);

  useEffect(() => {
    insist(() => read<Me>(page, `/api/me?page=${page}`))
      .then(setMe)
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      })
      .finally(() => setAsked(true));
  }, [page]);
  useEffect(() => {
    if (!me) return;
    const opened = openLine(page, language);
    opened.wire.open();
    setLine(opened);
    const stop = opened.store.subscribe(() => {
      if (opened.store.get().connection === "signed-out") setMe(null);
    });
    return () => {
      stop();
      opened.wire.close();
      setLine(null);
    };
  }, [page, me]);
  const signOut = useCallback(() => {
    send(page, "/api/sign-out", { page }).finally(() => setMe(null));
  }, [page]);

  if (!asked) return null;
  if (!me) return <SignIn page={page} onSignedIn={setMe} />;
  if (!line) return null;
  return <LineProvider value={line}>{children(me, signOut)}</LineProvider>;
}
