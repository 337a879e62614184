import "../../styles/tokens.css";
import "../../styles/console.css";
import "../../styles/office.css";
import "../../styles/operator.css";

import { ConsoleRoot } from "../../console/ConsoleRoot";
import { SignedInAlone } from "../../console/SignedInAlone";
import { start } from "../start";
import { CataloguePage } from "./CataloguePage";

void start(
  "title.operator",
  <ConsoleRoot>
    <SignedInAlone page="operator">{(me, signOut) => <CataloguePage me={me} onSignOut={signOut} />}</SignedInAlone>
  </ConsoleRoot>,
);
