import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";

import { LanguageSwitch } from "../components/LanguageSwitch";
import type { Me, SignIn as Credentials } from "../generated/api";
import { explain, useLanguage } from "../i18n";
import { send } from "../wire/rest";

interface Props {
  readonly page: Credentials["page"];
  readonly onSignedIn: (me: Me) => void;
}

/** Account and password, for one page; each page has a cookie of its own. */
export function SignIn({ page, onSignedIn }: Props) {
  const { t } = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const submit = async (fields: { account: string; password: string }) => {
    setSending(true);
    setError(null);
    try {
      const body: Credentials = { page, ...fields };
      onSignedIn(await send<Me>(page, "/api/sign-in", body));
    } catch (refused) {
      setError(refused);
    } finally {
      setSending(false);
    }
  };
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <p className="console-mark">
          <img src="/icon.svg" alt="" width={32} height={32} />
          {t("product")}
        </p>
        <LanguageSwitch />
      </header>
      <main className="sign-in-card">
        <h1>{t(`title.${page}`)}</h1>
        <p className="sign-in-text">{t(`sign-in.${page}`)}</p>
        <Form layout="vertical" requiredMark={false} size="large" onFinish={(fields) => void submit(fields)}>
          <Form.Item name="account" label={t("sign-in.account")} rules={[{ required: true, message: t("sign-in.account.missing") }]}>
            <Input autoComplete="username" autoFocus data-testid="account" />
          </Form.Item>
          <Form.Item name="password" label={t("sign-in.password")} rules={[{ required: true, message: t("sign-in.password.missing") }]}>
            <Input.Password autoComplete="current-password" data-testid="password" />
          </Form.Item>
          {error !== null && <Alert type="error" showIcon title={explain(error)} className="sign-in-error" />}
          <Button type="primary" htmlType="submit" block loading={sending} data-testid="sign-in">
            {t("sign-in")}
          </Button>
        </Form>
      </main>
    </div>
  );
}
