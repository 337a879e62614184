import "../../styles/tokens.css";
import "../../styles/console.css";
import "../../styles/supervisor.css";
import "../../styles/office.css";
import "../../styles/slips.css";

import { ConsoleRoot } from "../../console/ConsoleRoot";
import { SignedInAlone } from "../../console/SignedInAlone";
import { start } from "../start";
import { BackofficePage } from "./BackofficePage";

void start(
  "title.backoffice",
  <ConsoleRoot>
    <SignedInAlone page="official">{(me, signOut) => <BackofficePage me={me} onSignOut={signOut} />}</SignedInAlone>
  </ConsoleRoot>,
);
