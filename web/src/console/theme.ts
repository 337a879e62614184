import type { ThemeConfig } from "antd";

/** The consoles' colours: the product's jade on cool paper, dense but not cramped. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#0a5a4e",
    colorInfo: "#0a5a4e",
    colorLink: "#0a5a4e",
    colorSuccess: "#1d6b34",
    colorWarning: "#8a5200",
    colorError: "#a32020",
    // What Ant Design derives from such dark colours is too dark to read on.
    colorInfoBg: "#e1f0ec",
    colorInfoBorder: "#0a5a4e",
    colorSuccessBg: "#e1f0ec",
    colorSuccessBorder: "#1d6b34",
    colorWarningBg: "#fdf0d9",
    colorWarningBorder: "#8a5200",
    colorErrorBg: "#fbe8e6",
    colorErrorBorder: "#a32020",
    colorText: "#13242b",
    colorTextSecondary: "#43555d",
    colorTextTertiary: "#52646c",
    colorTextPlaceholder: "#5d6e75",
    // A locked form is still read.
    colorTextDisabled: "#4a5c64",
    colorBgLayout: "#eef2f1",
    colorBorder: "#b9c6c5",
    colorBorderSecondary: "#d8e0df",
    borderRadius: 8,
    fontSize: 15,
    controlHeight: 36,
    fontFamily:
      '"PingFang SC","Hiragino Sans GB","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif',
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.18s",
  },
  components: {
    Button: { fontWeight: 500, primaryShadow: "none", defaultShadow: "none" },
    Form: { itemMarginBottom: 14, verticalLabelPadding: "0 0 4px" },
  },
};
