import { useState } from "react";

import { Icon } from "../../components/Icon";
import type { PhotographCheck as Checked } from "../../generated/places";
import { explain, useLanguage } from "../../i18n";
import { request } from "../../wire/rest";

type Look =
  | { readonly state: "none" }
  | { readonly state: "looking" }
  | { readonly state: "told"; readonly checked: Checked }
  | { readonly state: "failed"; readonly error: unknown };

/** Photograph a paper at home and be told what to mend; the server keeps nothing of it. */
export function PhotographCheck({ code }: { readonly code: string }) {
  const { t } = useLanguage();
  const [look, setLook] = useState<Look>({ state: "none" });
  const check = async (file: File) => {
    setLook({ state: "looking" });
    try {
      const answer = await request("window", "/api/photographs/check", {
        method: "POST",
        body: file,
        headers: { "Content-Type": file.type || "application/octet-stream" },
      });
      setLook({ state: "told", checked: (await answer.json()) as Checked });
    } catch (error) {
      setLook({ state: "failed", error });
    }
  };
  return (
    <div className="photograph">
      <label className="button photograph-button">
        <Icon name="camera" />
        {t(look.state === "none" ? "photograph.take" : "photograph.again")}
        <input
          className="hidden"
          type="file"
          accept="image/jpeg,image/png"
          capture="environment"
          data-testid={`photograph-${code}`}
          disabled={look.state === "looking"}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = ""; // The same file may be chosen again.
            if (file) void check(file);
          }}
        />
      </label>
      <div role="status" data-testid={`photograph-${code}-told`} data-state={look.state}>
        {look.state === "looking" && <p>{t("photograph.looking")}</p>}
        {look.state === "failed" && <p className="alert">{explain(look.error)}</p>}
        {look.state === "told" && look.checked.problems.length === 0 && (
          <p className="photograph-good">
            <Icon name="check" /> {t("photograph.good")}
          </p>
        )}
        {look.state === "told" && look.checked.problems.length > 0 && (
          <ul className="photograph-problems">
            {look.checked.problems.map((problem) => (
              <li key={problem}>
                <Icon name="warning" /> {t(`photograph.${problem}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
