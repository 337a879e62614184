import { Button } from "antd";
import type { ButtonProps } from "antd";
import type { ReactNode } from "react";

import { useKey } from "./keys";

interface Props extends Omit<ButtonProps, "onClick" | "children"> {
  readonly hotkey: string;
  readonly label: string;
  readonly onPress: () => void;
  readonly testId?: string;
  readonly children?: ReactNode;
}

/** A button that shows its key, and does the same by it. */
export function KeyButton({ hotkey, label, onPress, testId, children, disabled = false, ...rest }: Props) {
  useKey(hotkey, label, !disabled, onPress);
  return (
    <Button {...rest} disabled={disabled} data-testid={testId} aria-keyshortcuts={hotkey.toUpperCase()} onClick={onPress}>
      <span className="key-label">{children ?? label}</span>
      <kbd aria-hidden="true">{hotkey.toUpperCase()}</kbd>
    </Button>
  );
}
