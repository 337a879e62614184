import { PageImage } from "../../../components/PageImage";
import { firstProblem } from "../../../components/problems";
import type { CaseView, PageView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import { finger } from "../../../state/desk";
import { useDesk, useLine } from "../../../state/line";

interface Props {
  readonly view: CaseView;
  readonly page: PageView;
  readonly session: SessionView;
}

/** The page that both look at: how it fares, and each other's finger on it. */
export function PageTask({ view, page, session }: Props) {
  const { t } = useLanguage();
  const { wire } = useLine();
  const desk = useDesk();
  const returned = page.state === "returned" || page.state === "unreadable";
  return (
    <div className="task-card task-page">
      <h2>{t(`page.${page.state}.resident`)}</h2>
      {returned && (
        <p className="alert" role="alert" data-testid="page-returned">
          {page.reason ?? firstProblem(t, page) ?? t("page.again")}
        </p>
      )}
      {returned && <p>{t("page.again")}</p>}
      <PageImage
        page="window"
        caseId={view.id}
        view={page}
        label={t("page.image")}
        pointed={finger(desk, "official", "colleague")}
        pointedLabel={t("page.pointer.official")}
        onPoint={(at) => wire.notify({ type: "point", session: session.id, page: page.hash, at })}
      />
      {!returned && <p className="note">{t("page.point.resident")}</p>}
    </div>
  );
}
