import { Button, Input } from "antd";
import { useState } from "react";
import type { ReactNode } from "react";

import type { CardView } from "../../generated/clerk";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";

interface Props {
  readonly card: CardView | null;
  readonly onCard: (card: CardView | null) => void;
  readonly children?: ReactNode;
}

/** The identity card: read from the reader's file, or typed; its number and date are checked at once. */
export function CardForm({ card, onCard, children }: Props) {
  const { t } = useLanguage();
  const [number, setNumber] = useState("");
  const [until, setUntil] = useState("");
  const [error, setError] = useState<unknown>(null);
  const check = (raw: string) => {
    setError(null);
    send<CardView>("clerk", "/api/clerk/cards", { raw, reader: "file" })
      .then(onCard)
      .catch((refused: unknown) => {
        onCard(null);
        setError(refused);
      });
  };
  return (
    <div className="clerk-card">
      <h3>{t("card.title")}</h3>
      <form
        className="clerk-row"
        onSubmit={(event) => {
          event.preventDefault();
          check(JSON.stringify({ idNumber: number, validUntil: until || "long-term" }));
        }}
      >
        <label>
          {t("card.number")}
          <Input value={number} maxLength={24} autoComplete="off" data-testid="card-number" onChange={(event) => setNumber(event.target.value)} />
        </label>
        <label>
          {t("card.until")}
          <Input type="date" value={until} data-testid="card-until" onChange={(event) => setUntil(event.target.value)} />
        </label>
        <Button htmlType="submit" disabled={number.length < 15} data-testid="card-check">
          {t("card.check")}
        </Button>
        <label className="clerk-file">
          {t("card.file")}
          <input
            className="hidden"
            type="file"
            accept=".json,.card,application/json"
            data-testid="card-file"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void file.text().then(check);
              event.target.value = "";
            }}
          />
        </label>
      </form>
      {error !== null && (
        <p role="alert" className="clerk-bad">
          {explain(error)}
        </p>
      )}
      {card && (
        <div className="clerk-card-read" data-testid="card-read">
          {card.photo && <img src={`data:image/jpeg;base64,${card.photo}`} alt={t("card.photo")} width={102} height={126} />}
          <p>
            <strong>{card.name || t("card.no-name")}</strong>
            <br />
            {card.idNumber}
            <br />
            {card.validUntil === "long-term" ? t("card.long-term") : t("card.valid-until", { date: card.validUntil })}
          </p>
          <p>{t("card.compare")}</p>
          {children}
        </div>
      )}
    </div>
  );
}
