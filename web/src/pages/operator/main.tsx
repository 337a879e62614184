import "../../styles/tokens.css";
import "../../styles/console.css";
import "../../styles/office.css";
import "../../styles/operator.css";
import "../../styles/editor.css";

import { ConsoleRoot } from "../../console/ConsoleRoot";
import { SignedInAlone } from "../../console/SignedInAlone";
import { start } from "../start";
import { OperatorPage } from "./OperatorPage";

void start(
  "title.operator",
  <ConsoleRoot>
    <SignedInAlone page="operator">{(me, signOut) => <OperatorPage me={me} onSignOut={signOut} />}</SignedInAlone>
  </ConsoleRoot>,
);
