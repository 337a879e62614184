import "../../styles/tokens.css";
import "../../styles/console.css";
import "../../styles/supervisor.css";
import "../../styles/office.css";

import { ConsoleRoot } from "../../console/ConsoleRoot";
import { SignedInAlone } from "../../console/SignedInAlone";
import { start } from "../start";
import { ReportsPage } from "./ReportsPage";

void start(
  "title.reports",
  <ConsoleRoot>
    <SignedInAlone page="supervisor">{(me, signOut) => <ReportsPage me={me} onSignOut={signOut} />}</SignedInAlone>
  </ConsoleRoot>,
);
