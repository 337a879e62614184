import "../../styles/tokens.css";
import "../../styles/console.css";
import "../../styles/clerk.css";
import { ConsoleRoot } from "../../console/ConsoleRoot";
import { SignedInAlone } from "../../console/SignedInAlone";
import { start } from "../start";
import { ClerkDesk } from "./ClerkDesk";

void start(
  "title.clerk",
  <ConsoleRoot>
    <SignedInAlone page="clerk">{(me, signOut) => <ClerkDesk me={me} onSignOut={signOut} />}</SignedInAlone>
  </ConsoleRoot>,
);
