import { useCallback, useEffect, useState } from "react";
import type { ReactNode } from "react";

import type { Me, SignIn as SignInPage } from "../generated/api";
import { Refusal } from "../wire/refusal";
import { insist, read, send } from "../wire/rest";
import { SignIn } from "./SignIn";

interface Props {
  readonly page: SignInPage["page"];
  readonly children: (me: Me, signOut: () => void) => ReactNode;
}

/** Like `SignedIn`, for pages without a socket: a second one would take the calls from the person's desk. */
export function SignedInAlone({ page, children }: Props) {
  const [me, setMe] = useState<Me | null>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    insist(() => read<Me>(page, `/api/me?page=${page}`))
      .then(setMe)
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      })
      .finally(() => setAsked(true));
  }, [page]);
  const signOut = useCallback(() => {
    send(page, "/api/sign-out", { page }).finally(() => setMe(null));
  }, [page]);
  if (!asked) return null;
  if (!me) return <SignIn page={page} onSignedIn={setMe} />;
  return children(me, signOut);
}
