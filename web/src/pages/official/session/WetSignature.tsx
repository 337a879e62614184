import { KeyButton } from "../../../console/KeyButton";
import type { CaseView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import { useLine } from "../../../state/line";
import { useComplain } from "../useComplain";
import { PrintForm } from "./PrintForm";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView;
  readonly sending: boolean;
  readonly onAct: (command: CaseCommand) => void;
}

/** The printed form, signed in ink: scanned again, compared, and taken as the signature. */
export function WetSignature({ session, view, sending, onAct }: Props) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const complain = useComplain();
  const requested = session.still?.state === "requested";
  const page = view.pages.findLast(({ state }) => state === "read");
  return (
    <>
      <p>{t("wet.text")}</p>
      <PrintForm view={view} />
      <KeyButton
        hotkey="s"
        label={t(requested ? "todo.still.waiting" : "wet.scan")}
        testId="request-still"
        block
        type={page ? "default" : "primary"}
        loading={requested}
        disabled={requested}
        onPress={() => {
          wire.command({ type: "request-still", session: session.id }, "done").catch(complain);
        }}
      />
      {page && (
        <KeyButton
          hotkey="a"
          label={t("wet.take", { n: view.pages.indexOf(page) + 1 })}
          testId="sign-on-paper"
          type="primary"
          block
          disabled={sending}
          onPress={() => onAct({ action: "sign-on-paper", summaryHash: view.summaryHash ?? "", page: page.hash })}
        />
      )}
    </>
  );
}
