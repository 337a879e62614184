import { Button, Input, Select } from "antd";
import { useRef, useState } from "react";

import { useItemSearch } from "../../components/useItemSearch";
import type { CardView, TicketTakenFor } from "../../generated/clerk";
import type { Language } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { send } from "../../wire/rest";
import { useTold } from "./useTold";

const SHOWN = 8;

interface Props {
  readonly window: string;
  readonly card: CardView | null;
}

/** Choose the item with the resident, and take the ticket for them. */
export function TakeTicket({ window, card }: Props) {
  const { t, language, read } = useLanguage();
  const told = useTold();
  const [query, setQuery] = useState("");
  const [item, setItem] = useState<string | null>(null);
  const [phone, setPhone] = useState("");
  const [spoken, setSpoken] = useState<Language>(language);
  const [sending, setSending] = useState(false);
  const key = useRef(crypto.randomUUID());
  const { found } = useItemSearch({ query, department: null, limit: SHOWN });
  const take = () => {
    if (!card || item === null) return;
    setSending(true);
    const body = { window, item, idNumber: card.idNumber, phone, language: spoken };
    send<TicketTakenFor>("clerk", "/api/clerk/tickets", body, key.current)
      .catch((error: unknown) => {
        key.current = crypto.randomUUID(); // The refusal is this key's outcome.
        told(error);
      })
      .finally(() => setSending(false));
  };
  return (
    <div className="clerk-take">
      <h3>{t("take.title")}</h3>
      <label>
        {t("take.search")}
        <Input.Search
          value={query}
          allowClear
          data-testid="take-search"
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <div role="radiogroup" aria-label={t("take.item")}>
        <ul className="clerk-found">
          {found?.items.map((each) => (
            <li key={each.id}>
              <label className={each.id === item ? "clerk-choice clerk-choice-on" : "clerk-choice"}>
                <input
                  type="radio"
                  name="item"
                  checked={each.id === item}
                  data-testid={`take-${each.id}`}
                  onChange={() => setItem(each.id)}
                />
                {read(each.name)} <small>{read(each.departmentName)}</small>
              </label>
            </li>
          ))}
          {found?.items.length === 0 && <li>{t("take.nothing")}</li>}
        </ul>
      </div>
      <div className="clerk-row">
        <label>
          {t("take.phone")}
          <Input value={phone} inputMode="tel" maxLength={20} data-testid="take-phone" onChange={(event) => setPhone(event.target.value)} />
        </label>
        <label>
          {t("take.language")}
          <Select<Language>
            value={spoken}
            aria-label={t("take.language")}
            options={[
              { value: "zh-CN", label: t("take.language.zh") },
              { value: "en", label: t("take.language.en") },
            ]}
            onChange={setSpoken}
          />
        </label>
        <Button
          type="primary"
          loading={sending}
          disabled={!card || item === null || phone.length < 11}
          data-testid="take-ticket"
          onClick={take}
        >
          {t("take.take")}
        </Button>
      </div>
      {!card && <p className="clerk-open">{t("take.card-first")}</p>}
    </div>
  );
}
