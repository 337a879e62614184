import { Alert } from "antd";

import { explain } from "../i18n";

/** Why something was refused, where it was asked for; nothing while nothing was. */
export function Problem({ error }: { readonly error: unknown }) {
  return error === null ? null : <Alert type="error" role="alert" showIcon title={explain(error)} data-testid="problem" />;
}
