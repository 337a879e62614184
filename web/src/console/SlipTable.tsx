import { Button } from "antd";

import type { SlipView } from "../generated/custody";
import { useLanguage } from "../i18n";
import { ReceiveSlip } from "./ReceiveSlip";

interface Props {
  readonly page: "clerk" | "official";
  readonly slips: readonly SlipView[];
  readonly onAcknowledge: (number: string, end: "sender" | "receiver", difference: string) => void;
}

/** Slips in lines: what is in the bag, who sent it and when, who has it now. */
export function SlipTable({ page, slips, onAcknowledge }: Props) {
  const { t, language, read } = useLanguage();
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t("slips.number")}</th>
          <th scope="col">{t("case.item")}</th>
          <th scope="col">{t("slips.papers")}</th>
          <th scope="col">{t("slips.sender")}</th>
          <th scope="col">{t("slips.receiver")}</th>
        </tr>
      </thead>
      <tbody>
        {slips.map((slip) => (
          <tr key={slip.number} data-testid={`slip-${slip.number}`}>
            <th scope="row">
              <a href={`/api/slips/${slip.number}/slip.pdf?page=${page}`} target="_blank" rel="noreferrer">
                {slip.number}
              </a>
            </th>
            <td>
              {read(slip.itemName)}
              <br />
              {slip.caseNumber ?? "–"}
            </td>
            <td>{slip.materials.map((one) => read(one.name)).join(language === "en" ? ", " : "、")}</td>
            <td>
              {read(slip.senderOffice)} · {read(slip.senderName)}
              <br />
              {slip.handedAt ? (
                t("slips.handed", { time: moment.format(new Date(slip.handedAt)) })
              ) : slip.mine ? (
                <Button type="primary" data-testid={`hand-${slip.number}`} onClick={() => onAcknowledge(slip.number, "sender", "")}>
                  {t("slips.hand-over")}
                </Button>
              ) : (
                t("slips.not-handed")
              )}
            </td>
            <td>
              {read(slip.receiverOffice)}
              <br />
              {slip.receivedAt ? (
                <>
                  {slip.receiverName && read(slip.receiverName)} {moment.format(new Date(slip.receivedAt))}
                  {slip.difference && <strong> {t("slips.differs", { text: slip.difference })}</strong>}
                </>
              ) : slip.handedAt && !slip.mine ? (
                <ReceiveSlip slip={slip} onReceive={(difference) => onAcknowledge(slip.number, "receiver", difference)} />
              ) : (
                t("slips.not-received")
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
