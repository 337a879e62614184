import { useState } from "react";

import { useLanguage } from "../../../i18n";

interface Props {
  readonly summaryHash: string;
  readonly disabled: boolean;
  readonly onDone: (certificate: string, signature: string) => void;
}

/** The hash to be signed elsewhere by the resident's own key, and the two files that come back. */
export function CertificateForm({ summaryHash, disabled, onDone }: Props) {
  const { t } = useLanguage();
  const [certificate, setCertificate] = useState("");
  const [signature, setSignature] = useState("");
  return (
    <form
      className="certificate-form"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(certificate, signature);
      }}
    >
      <p>{t("sign.certificate.text")}</p>
      <code data-testid="summary-hash">{summaryHash}</code>
      <label>
        {t("sign.certificate.file")}
        <input
          type="file"
          accept=".pem,.crt,.cer"
          data-testid="certificate-file"
          onChange={({ target }) => {
            setCertificate(""); // Until the new one is read, nothing can be sent.
            void target.files?.[0]?.text().then(setCertificate);
          }}
        />
      </label>
      <label>
        {t("sign.certificate.signature")}
        <input
          type="file"
          data-testid="signature-file"
          onChange={({ target }) => {
            setSignature("");
            void target.files?.[0]?.arrayBuffer().then((bytes) => setSignature(base64(bytes)));
          }}
        />
      </label>
      <button type="submit" className="button button-primary button-large" data-testid="certificate-send" disabled={disabled || certificate === "" || signature === ""}>
        {t("sign.certificate.send")}
      </button>
    </form>
  );
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
