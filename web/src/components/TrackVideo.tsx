import { useMemo } from "react";

import { Video } from "./Video";

interface Props {
  readonly track: MediaStreamTrack | null;
  readonly label: string;
  readonly testId?: string;
  readonly mirrored?: boolean;
  readonly fit?: "cover" | "contain";
}

/** The picture of one of this page's own devices. */
export function TrackVideo({ track, ...rest }: Props) {
  const stream = useMemo(() => (track ? new MediaStream([track]) : null), [track]);
  return <Video stream={stream} {...rest} />;
}
