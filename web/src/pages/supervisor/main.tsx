import "../../styles/tokens.css";
import "../../styles/media.css";
import "../../styles/console.css";
import "../../styles/supervisor.css";
import "../../styles/office.css";
import "../../styles/colleague.css";
import { ConsoleRoot } from "../../console/ConsoleRoot";
import { SignedIn } from "../../console/SignedIn";
import { start } from "../start";
import { SupervisorDesk } from "./SupervisorDesk";

void start(
  "title.supervisor",
  <ConsoleRoot>
    <SignedIn page="supervisor">{(me, signOut) => <SupervisorDesk me={me} onSignOut={signOut} />}</SignedIn>
  </ConsoleRoot>,
);
