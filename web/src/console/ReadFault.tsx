import { Alert, Button } from "antd";

import { explain, useLanguage } from "../i18n";

interface Props {
  readonly error: unknown;
  readonly cut: boolean;
  readonly onReset?: () => void;
}

/** Why a list is not there, or no longer fresh, and what to do about it. */
export function ReadFault({ error, cut, onReset }: Props) {
  const { t } = useLanguage();
  if (error !== null)
    return (
      <Alert
        type="error"
        showIcon
        title={explain(error)}
        data-testid="read-refused"
        action={
          onReset && (
            <Button size="small" data-testid="reset-filter" onClick={onReset}>
              {t("read.reset")}
            </Button>
          )
        }
      />
    );
  return cut ? <Alert type="warning" showIcon title={t("read.cut")} data-testid="read-cut" /> : null;
}
