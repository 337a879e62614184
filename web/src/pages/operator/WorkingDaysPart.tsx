import { Alert, Button } from "antd";
import { useState } from "react";

import { useRead } from "../../components/useCatalogue";
import type { CalendarYear, LayCalendar } from "../../generated/calendars";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";

/** The working days of this year and the next; a year's notice is laid down here where the product lacks it. */
export function WorkingDaysPart() {
  const { t } = useLanguage();
  const { value, error } = useRead<readonly CalendarYear[]>("operator", "/api/calendars");
  const [laid, setLaid] = useState<readonly CalendarYear[] | null>(null);
  const years = laid ?? value;
  return (
    <section aria-label={t("operator.days")} className="catalogue-sheet">
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      <p>{t("days.lead")}</p>
      {years?.map((year) => (
        <Year key={`${year.year}-${year.daysOff.join()}`} year={year} onLaid={setLaid} />
      ))}
    </section>
  );
}

interface Props {
  readonly year: CalendarYear;
  readonly onLaid: (years: readonly CalendarYear[]) => void;
}

function Year({ year, onLaid }: Props) {
  const { t } = useLanguage();
  const [off, setOff] = useState(year.daysOff.join(" "));
  const [madeUp, setMadeUp] = useState(year.madeUp.join(" "));
  const [error, setError] = useState<unknown>(null);
  const lay = () => {
    const body: LayCalendar = { daysOff: days(off), madeUp: days(madeUp) };
    setError(null);
    send<readonly CalendarYear[]>("operator", `/api/calendars/${year.year}`, body).then(onLaid).catch(setError);
  };
  return (
    <section data-testid={`year-${year.year}`}>
      <h3>{year.year}</h3>
      <Alert
        type={year.lacking ? "warning" : year.noticed ? "success" : "info"}
        showIcon
        title={t(year.noticed ? "days.noticed" : year.lacking ? "days.lacking" : "days.statutory")}
      />
      <label>
        {t("days.off")}
        <textarea rows={3} value={off} spellCheck={false} onChange={(event) => setOff(event.target.value)} />
      </label>
      <label>
        {t("days.made-up")}
        <textarea rows={2} value={madeUp} spellCheck={false} onChange={(event) => setMadeUp(event.target.value)} />
      </label>
      {error !== null && <Alert type="error" showIcon title={explain(error)} />}
      <Button data-testid={`lay-${year.year}`} onClick={lay}>
        {t("days.lay", { year: year.year })}
      </Button>
    </section>
  );
}

const days = (text: string): readonly string[] => text.split(/[\s,，、]+/).filter(Boolean);
