import { StrictMode } from "react";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";

import { startTranslation } from "../i18n";

type TitleKey = Parameters<typeof startTranslation>[0];

/** Put a page into its document, once its texts are there. */
export async function start(title: TitleKey, page: ReactNode): Promise<void> {
  await startTranslation(title);
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
