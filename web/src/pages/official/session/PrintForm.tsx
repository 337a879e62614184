import { Button } from "antd";

import { Problem } from "../../../console/Problem";
import { useAttempt } from "../../../console/useAttempt";
import type { DocumentView, MakeDocument } from "../../../generated/documents";
import type { CaseView, PrintJobView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { send } from "../../../wire/rest";

/** The form as it stands, made and sent to the window's printer in one press: it is signed in ink there. */
export function PrintForm({ view }: { readonly view: CaseView }) {
  const { t } = useLanguage();
  const { sending, error, attempt } = useAttempt();
  const print = async () => {
    const path = `/api/cases/${view.id}`;
    const wanted: MakeDocument = { kind: "application" };
    const made = await send<DocumentView>("official", `${path}/documents`, wanted);
    await send<PrintJobView>("official", `${path}/print`, { document: made.sha256 });
  };
  return (
    <>
      <Button block loading={sending} data-testid="print-form" onClick={() => void attempt(print)}>
        {t("wet.print")}
      </Button>
      <Problem error={error} />
    </>
  );
}
