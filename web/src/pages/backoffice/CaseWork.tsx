import { Button } from "antd";
import { useRef, useState } from "react";

import { useRead } from "../../components/useCatalogue";
import { Dialog } from "../../console/Dialog";
import { KeyButton } from "../../console/KeyButton";
import { ReadFault } from "../../console/ReadFault";
import { useChoices } from "../../console/useChoices";
import type { CaseBrief, CaseList } from "../../generated/backoffice";
import { useLanguage } from "../../i18n";
import { BulkBar } from "./BulkBar";
import { CaseDetail } from "./CaseDetail";
import { CaseTable } from "./CaseTable";
import { Filters } from "./Filters";
import { EVERYTHING, query } from "./filter";
import type { Filter } from "./filter";

/** The cases after the call: what waits, how long, and what may be done about one or several. */
export function CaseWork({ page }: { readonly page: "official" | "supervisor" }) {
  const { t } = useLanguage();
  const [filter, setFilter] = useState(EVERYTHING);
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState<readonly CaseBrief[]>([]);
  const [open, setOpen] = useState<CaseBrief | null>(null);
  const choices = useChoices(page);
  const words = query(filter);
  // The round makes the same question a new one.
  const { value: fresh, error, cut } = useRead<CaseList>(page, `/api/backoffice?${words}#${round}`);
  // What was there stays until the answer comes: counts that jump to nought and back would mislead.
  const last = useRef<CaseList | null>(null);
  last.current = fresh ?? last.current;
  const list = error === null ? last.current : null;
  const reload = () => setRound(round + 1);
  // What was chosen was chosen in the list that is in view.
  const narrow = (changed: Filter) => {
    setChosen([]);
    setFilter(changed);
  };
  return (
    <div className="office-detail">
      <div className="office-bar">
        <KeyButton
          hotkey="y"
          label={t("backoffice.reload")}
          onPress={() => {
            setChosen([]);
            reload();
          }}
        />
        {list && <Button href={`/api/backoffice.csv?${words}&page=${page}`}>{t("backoffice.csv", { n: list.total })}</Button>}
      </div>
      <Filters filter={filter} list={list} departments={choices.options(choices.departments, t("backoffice.department.all"))} onChange={narrow} />
      <ReadFault error={error} cut={cut} onReset={() => narrow(EVERYTHING)} />
      <BulkBar
        page={page}
        chosen={chosen}
        colleagues={choices.colleagues}
        onDone={(left) => {
          setChosen(left);
          reload();
        }}
      />
      {error === null && <CaseTable list={list} chosen={chosen} onChoose={setChosen} onOpen={setOpen} onPage={(number) => narrow({ ...filter, number })} />}
      {open && (
        <Dialog wide title={open.number ?? t("backoffice.unnumbered")} onClose={() => setOpen(null)}>
          <CaseDetail key={open.id} page={page} id={open.id} onChanged={reload} />
        </Dialog>
      )}
    </div>
  );
}
