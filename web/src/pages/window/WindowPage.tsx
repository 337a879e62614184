import { useEffect, useState } from "react";

import { PrintQueue } from "../../components/PrintQueue";
import type { Enrolment, Me } from "../../generated/api";
import { language } from "../../i18n";
import { LineProvider, openLine } from "../../state/line";
import type { Line } from "../../state/line";
import { Refusal } from "../../wire/refusal";
import { insist, read, send } from "../../wire/rest";
import { Counter } from "./Counter";
import { NotEnrolled } from "./NotEnrolled";

type Device =
  | { readonly state: "asking" }
  | { readonly state: "unknown"; readonly error: unknown }
  | { readonly state: "window"; readonly me: Me; readonly line: Line };

/** The resident's side. The device proves by its cookie which window it is, or becomes one by a one-time link. */
export function WindowPage() {
  const [device, setDevice] = useState<Device>({ state: "asking" });
  useEffect(() => {
    let gone = false;
    identify()
      .then((me) => {
        if (gone) return;
        const line = openLine("window", language);
        line.wire.open();
        setDevice({ state: "window", me, line });
      })
      .catch((error: unknown) => !gone && setDevice({ state: "unknown", error }));
    return () => {
      gone = true;
    };
  }, []);
  if (device.state === "asking") return null;
  if (device.state === "unknown") return <NotEnrolled error={device.error} />;
  return (
    <LineProvider value={device.line}>
      <Counter me={device.me} />
      <PrintQueue page="window" />
    </LineProvider>
  );
}

// One enrolment however often the component is mounted: its code is good for one use.
let identified: Promise<Me> | null = null;

function identify(): Promise<Me> {
  identified ??= enrolOrRead();
  return identified;
}

async function enrolOrRead(): Promise<Me> {
  const code = new URLSearchParams(location.hash.slice(1)).get("enrol");
  if (!code) return insist(() => read<Me>("window", "/api/me?page=window"));
  const body: Enrolment = { code };
  try {
    const me = await insist(() => send<Me>("window", "/api/windows/enrol", body));
    history.replaceState(null, "", location.pathname + location.search);
    return me;
  } catch (error) {
    // A reload with the spent link: this device may well be enrolled already.
    const me = await read<Me>("window", "/api/me?page=window").catch(() => null);
    if (!me || !(error instanceof Refusal)) throw error;
    history.replaceState(null, "", location.pathname + location.search);
    return me;
  }
}
