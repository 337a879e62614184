import { StyleProvider } from "@ant-design/cssinjs";
import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useMemo } from "react";
import type { ReactNode } from "react";

import { useLanguage } from "../i18n";
import { KeysProvider } from "./keys";
import { theme } from "./theme";

/** Ant Design's style elements are allowed by the nonce that the server wrote into this page. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}

/** What every console page stands in: Ant Design in our colours and language, and the keys. */
export function ConsoleRoot({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  const csp = useMemo(() => ({ nonce: styleNonce() }), []);
  dayjs.locale(language === "en" ? "en" : "zh-cn");
  return (
    <StyleProvider layer>
      <ConfigProvider theme={theme} csp={csp} locale={language === "en" ? enUS : zhCN} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
        <App component={false}>
          <KeysProvider>{children}</KeysProvider>
        </App>
      </ConfigProvider>
    </StyleProvider>
  );
}
