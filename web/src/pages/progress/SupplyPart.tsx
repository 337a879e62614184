import { useState } from "react";

import { Icon } from "../../components/Icon";
import { useRead } from "../../components/useCatalogue";
import type { AwaitedView } from "../../generated/materials";
import { explain, useLanguage } from "../../i18n";
import { sha256 } from "../../media/still";
import { request } from "../../wire/rest";

interface Props {
  readonly token: string;
}

/** What the case still waits for; the phone's camera is enough to send it. */
export function SupplyPart({ token }: Props) {
  const { t, language, read } = useLanguage();
  const path = `/api/progress/${encodeURIComponent(token)}`;
  const { value: awaited } = useRead<readonly AwaitedView[]>("window", `${path}/awaited`);
  const [sent, setSent] = useState<Readonly<Record<string, number>>>({});
  const [sending, setSending] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  if (!awaited || awaited.length === 0) return null;
  const day = (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(`${iso}T12:00:00`));
  const send = async (material: string, file: File) => {
    setSending(material);
    setError(null);
    try {
      const hash = await sha256(await file.arrayBuffer());
      const url = `${path}/materials/${encodeURIComponent(material)}/pages/${hash}`;
      await request("window", url, { method: "PUT", body: file, headers: { "Content-Type": file.type } });
      setSent((before) => ({ ...before, [material]: (before[material] ?? 0) + 1 }));
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(null);
    }
  };
  return (
    <section aria-labelledby="awaited" data-testid="awaited">
      <h2 id="awaited">{t("awaited.title")}</h2>
      <p>{t("awaited.lead")}</p>
      <ul className="awaited">
        {awaited.map(({ material, name, dueOn, isField, sent: before }) => {
          const pages = before + (sent[material] ?? 0);
          return (
            <li key={material}>
              <p>
                <strong>{read(name)}</strong> · {t("awaited.due", { day: day(dueOn) })}
              </p>
              {isField && <p>{t("awaited.field")}</p>}
              <p aria-live="polite">{sending === material ? t("awaited.sending") : pages > 0 && t("awaited.sent", { n: pages })}</p>
              <label className="button photograph-button">
                <Icon name="camera" />
                {t("awaited.photograph")}
                <input
                  className="hidden"
                  type="file"
                  accept="image/jpeg,image/png"
                  capture="environment"
                  disabled={sending !== null}
                  aria-label={`${t("awaited.photograph")}: ${read(name)}`}
                  data-testid={`send-${material}`}
                  onChange={(event) => {
                    const file = event.target.files?.[0];
                    event.target.value = "";
                    if (file) void send(material, file);
                  }}
                />
              </label>
            </li>
          );
        })}
      </ul>
      {error !== null && (
        <p className="alert" role="alert">
          {explain(error)}
        </p>
      )}
    </section>
  );
}
