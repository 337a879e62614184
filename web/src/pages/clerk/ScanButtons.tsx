import { Button } from "antd";

import { useLanguage } from "../../i18n";

interface Props {
  readonly material: string;
  readonly name: string;
  readonly open: boolean; // The camera is on for this material.
  readonly onCamera: () => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Two ways to a page: the document camera, and pictures that another scanner left on this computer. */
export function ScanButtons({ material, name, open, onCamera, onFiles }: Props) {
  const { t } = useLanguage();
  return (
    <span className="clerk-row">
      <Button
        type={open ? "primary" : "default"}
        aria-pressed={open}
        aria-label={`${t("folder.scan")}: ${name}`}
        data-testid={`camera-${material}`}
        onClick={onCamera}
      >
        {t("folder.scan")}
      </Button>
      <label className="clerk-file">
        {t("folder.file")}
        <input
          className="hidden"
          type="file"
          accept="image/jpeg,image/png"
          multiple
          aria-label={`${t("folder.file")}: ${name}`}
          data-testid={`scan-${material}`}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = "";
            onFiles(files);
          }}
        />
      </label>
    </span>
  );
}
