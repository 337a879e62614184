import "../../styles/tokens.css";
import "../../styles/media.css";
import "../../styles/console.css";
import "../../styles/queue.css";
import "../../styles/official.css";
import "../../styles/form.css";
import "../../styles/ring.css";
import "../../styles/colleague.css";
import { ConsoleRoot } from "../../console/ConsoleRoot";
import { SignedIn } from "../../console/SignedIn";
import { start } from "../start";
import { OfficialDesk } from "./OfficialDesk";

void start(
  "title.official",
  <ConsoleRoot>
    <SignedIn page="official">{(me, signOut) => <OfficialDesk me={me} onSignOut={signOut} />}</SignedIn>
  </ConsoleRoot>,
);
