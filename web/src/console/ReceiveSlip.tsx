import { Button, Input } from "antd";
import { useState } from "react";

import type { SlipView } from "../generated/custody";
import { useLanguage } from "../i18n";

interface Props {
  readonly slip: SlipView;
  readonly onReceive: (difference: string) => void;
}

/** Everything came: one press. Else the papers that are missing or damaged are named first. */
export function ReceiveSlip({ slip, onReceive }: Props) {
  const { t, read } = useLanguage();
  const [otherwise, setOtherwise] = useState(false);
  const [note, setNote] = useState("");
  const add = (words: string) => setNote((before) => (before ? `${before}; ${words}` : words).slice(0, 500));
  return (
    <span className="slips-receive">
      <Button type="primary" disabled={otherwise && note.trim() === ""} data-testid={`receive-${slip.number}`} onClick={() => onReceive(note.trim())}>
        {t(otherwise ? "slips.receive.otherwise" : "slips.receive")}
      </Button>
      {otherwise ? (
        <>
          {slip.materials.map(({ material, name }) => (
            <span key={material} className="slips-fault">
              {read(name)}
              <Button size="small" data-testid={`missing-${material}`} onClick={() => add(t("slips.missing", { material: read(name) }))}>
                {t("slips.is-missing")}
              </Button>
              <Button size="small" data-testid={`damaged-${material}`} onClick={() => add(t("slips.damaged", { material: read(name) }))}>
                {t("slips.is-damaged")}
              </Button>
            </span>
          ))}
          <Input.TextArea
            rows={2}
            value={note}
            maxLength={500}
            placeholder={t("slips.difference")}
            aria-label={t("slips.difference")}
            data-testid="slip-difference"
            onChange={(event) => setNote(event.target.value)}
          />
        </>
      ) : (
        <Button data-testid={`otherwise-${slip.number}`} onClick={() => setOtherwise(true)}>
          {t("slips.otherwise")}
        </Button>
      )}
    </span>
  );
}
