import { RatingForm } from "../../components/RatingForm";
import { useRead } from "../../components/useCatalogue";
import type { RatingState } from "../../generated/inquiries";
import type { SessionId } from "../../generated/wire";

/** Asked here once the official has left; an old session, or one that was rated, is not asked about. */
export function Rating({ session }: { readonly session: SessionId }) {
  const path = `/api/sessions/${session}/rating`;
  const { value } = useRead<RatingState>("window", path);
  return value && <RatingForm page="window" path={path} state={value} />;
}
