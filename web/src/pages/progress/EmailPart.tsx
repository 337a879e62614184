import { useId, useState } from "react";
import type { FormEvent } from "react";

import { useRead } from "../../components/useCatalogue";
import type { GiveEmail, GivenEmail } from "../../generated/notices";
import { explain, useLanguage } from "../../i18n";
import { send } from "../../wire/rest";

/** Where notices go beside SMS; the address is shown masked, and may be changed or taken back. */
export function EmailPart({ token }: { readonly token: string }) {
  const { t } = useLanguage();
  const field = useId();
  const path = `/api/progress/${encodeURIComponent(token)}/email`;
  const { value } = useRead<GivenEmail>("window", path);
  const [given, setGiven] = useState<GivenEmail | null>(null);
  const [address, setAddress] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const current = given ?? value;
  if (!current) return null; // A notice's own link shows the case, and changes nothing.
  const give = (body: GiveEmail) => {
    setSending(true);
    setError(null);
    send<GivenEmail>("window", path, body)
      .then((answer) => {
        setGiven(answer);
        setAddress("");
      })
      .catch(setError)
      .finally(() => setSending(false));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give({ email: address });
  };
  return (
    <section aria-labelledby="email-title" data-testid="email">
      <h2 id="email-title">{t("progress.email")}</h2>
      <p role="status">{current.email ? t("progress.email.goes", { email: current.email }) : t("progress.email.none")}</p>
      <form className="email-form" noValidate onSubmit={submit}>
        <label htmlFor={field}>{t("progress.email.label")}</label>
        <input
          id={field}
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          value={address}
          data-testid="email-address"
          aria-invalid={error !== null}
          aria-describedby={error !== null ? `${field}-wrong` : undefined}
          onChange={(event) => setAddress(event.target.value)}
        />
        {error !== null && (
          <p id={`${field}-wrong`} className="alert" role="alert">
            {explain(error)}
          </p>
        )}
        <div className="email-actions">
          <button type="submit" className="button" data-testid="email-save" disabled={sending || address.trim() === ""}>
            {t("progress.email.save")}
          </button>
          {current.email && (
            <button type="button" className="button" data-testid="email-remove" disabled={sending} onClick={() => give({ email: "" })}>
              {t("progress.email.remove")}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
