import { Button, Checkbox, Input, Radio } from "antd";
import { useState } from "react";

import { Dialog } from "../../console/Dialog";
import type { ReadyResult } from "../../generated/custody";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";
import { Originals } from "./Originals";

interface Props {
  readonly result: ReadyResult;
  readonly onClose: () => void;
}

/** Hand a result out: originals settled, the bag's code, the person checked, the receipt signed. */
export function HandOut({ result, onClose }: Props) {
  const { t, read } = useLanguage();
  const [bag, setBag] = useState("");
  const [checked, setChecked] = useState(false);
  const [signed, setSigned] = useState<"window" | "paper">("paper");
  const [error, setError] = useState<unknown>(null);
  const handOut = () => {
    send("clerk", `/api/clerk/results/${result.case}/hand-out`, { identityChecked: true, signed, bag })
      .then(onClose)
      .catch(setError);
  };
  return (
    <Dialog wide title={`${result.caseNumber} · ${read(result.itemName)}`} onClose={onClose}>
      <div className="clerk-hand-out">
        {result.open.length > 0 && <Originals caseId={result.case} />}
        <label>
          {t(result.bag ? "results.bag.needed" : "results.bag")}
          <Input value={bag} maxLength={64} autoComplete="off" data-testid="bag" onChange={(event) => setBag(event.target.value.trim())} />
        </label>
        <Checkbox checked={checked} data-testid="identity-checked" onChange={(event) => setChecked(event.target.checked)}>
          {t("results.identity", { resident: result.resident })}
        </Checkbox>
        <Radio.Group value={signed} onChange={(event) => setSigned(event.target.value as "window" | "paper")} aria-label={t("results.signed")}>
          <Radio value="paper">{t("results.signed.paper")}</Radio>
          <Radio value="window">{t("results.signed.window")}</Radio>
        </Radio.Group>
        {error !== null && <p role="alert">{explain(error)}</p>}
        <Button type="primary" disabled={!checked || (result.bag !== null && bag === "")} data-testid="hand-out" onClick={handOut}>
          {t("results.hand-out")}
        </Button>
      </div>
    </Dialog>
  );
}
