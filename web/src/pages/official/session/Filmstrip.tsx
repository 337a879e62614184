import { Video } from "../../../components/Video";
import type { CaseView, PageView, SessionView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CallView } from "../../../media/call";
import type { Large } from "./Stage";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly call: CallView;
  readonly large: Large;
  readonly onLarge: (large: Large) => void;
}

/** Small pictures of everything that can be shown large: both live cameras, then the pages in their order. */
export function Filmstrip({ view, call, large, onLarge }: Props) {
  const { t, read } = useLanguage();
  const material = (page: PageView) => {
    const served = view?.materials.find(({ code }) => code === page.material);
    return served ? read(served.name) : t(`page.state.${page.state}`);
  };
  return (
    <div className="filmstrip" role="group" aria-label={t("stage.strip")}>
      {(["document", "camera"] as const).map((track) => (
        <button key={track} type="button" className="film" aria-pressed={large === track} onClick={() => onLarge(track)}>
          <span className="film-picture">
            <Video stream={call.streams[`window-${track}`]} label="" />
          </span>
          <span className="film-name">{t(`stage.live.${track}`)}</span>
        </button>
      ))}
      {view?.pages.map((page, index) => (
        <button
          key={page.hash}
          type="button"
          className={`film film-${page.state}`}
          aria-pressed={large === page.hash}
          data-testid={`film-${index + 1}`}
          onClick={() => onLarge(page.hash)}
        >
          <span className="film-picture">
            <img src={`/api/cases/${view.id}/pages/${page.hash}/${page.flat ? "flat" : "original"}?page=official`} alt="" />
          </span>
          <span className="film-name">
            {index + 1} · {material(page)}
          </span>
        </button>
      ))}
    </div>
  );
}
