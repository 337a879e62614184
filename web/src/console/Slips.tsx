import { Alert, Button, Empty, Input } from "antd";
import { useCallback, useEffect, useState } from "react";

import type { SlipView } from "../generated/custody";
import { explain, useLanguage } from "../i18n";
import { read as ask, send } from "../wire/rest";
import { SlipTable } from "./SlipTable";

const EVERY_MS = 10_000;

/**
 * Hand-over slips: first what is on its way to us, received by one press or by scanning the slip's bar code (a scanner
 * types the number and Enter); then everything that we sent or received.
 */
export function Slips({ page }: { readonly page: "clerk" | "official" }) {
  const { t } = useLanguage();
  const [slips, setSlips] = useState<readonly SlipView[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [code, setCode] = useState("");
  const [done, setDone] = useState<string | null>(null);
  const load = useCallback(() => {
    ask<readonly SlipView[]>(page, "/api/slips")
      .then(setSlips)
      .catch(setError);
  }, [page]);
  useEffect(() => {
    load();
    const timer = setInterval(load, EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);
  const acknowledge = useCallback(
    (number: string, end: "sender" | "receiver", difference: string) => {
      setDone(null);
      send<SlipView>(page, `/api/slips/${encodeURIComponent(number)}/acknowledgements`, { end, difference })
        .then((slip) => {
          setDone(slip.number);
          setError(null);
          load();
        })
        .catch(setError);
    },
    [page, load],
  );
  const coming = slips?.filter(({ mine, handedAt, receivedAt }) => !mine && handedAt !== null && receivedAt === null) ?? [];
  const others = slips?.filter((slip) => !coming.includes(slip)) ?? [];
  return (
    <div className="slips" data-testid="slips">
      <form
        className="slips-code"
        onSubmit={(event) => {
          event.preventDefault();
          const number = code.trim();
          setCode("");
          acknowledge(number, slips?.find((slip) => slip.number === number)?.mine ? "sender" : "receiver", "");
        }}
      >
        <label>
          {t("slips.scan")}
          <Input value={code} autoComplete="off" maxLength={40} data-testid="slip-code" onChange={(event) => setCode(event.target.value)} />
        </label>
        <Button htmlType="submit" disabled={code.trim() === ""} data-testid="slip-acknowledge">
          {t("slips.acknowledge")}
        </Button>
      </form>
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      {done !== null && (
        <p role="status" data-testid="slip-done">
          ✓ {t("slips.done", { number: done })}
        </p>
      )}
      {slips !== null && <h3>{t("slips.coming", { n: coming.length })}</h3>}
      {slips !== null && coming.length === 0 && <p>{t("slips.coming.none")}</p>}
      {coming.length > 0 && <SlipTable page={page} slips={coming} onAcknowledge={acknowledge} />}
      {slips !== null && <h3>{t("slips.all")}</h3>}
      {slips?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("slips.none")} />}
      {others.length > 0 && <SlipTable page={page} slips={others} onAcknowledge={acknowledge} />}
    </div>
  );
}
