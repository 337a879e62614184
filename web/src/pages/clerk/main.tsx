import "../../styles/tokens.css";
import "../../styles/console.css";
import "../../styles/clerk.css";
import "../../styles/slips.css";
import { ConsoleRoot } from "../../console/ConsoleRoot";
import { SignedIn } from "../../console/SignedIn";
import { start } from "../start";
import { ClerkDesk } from "./ClerkDesk";

void start(
  "title.clerk",
  <ConsoleRoot>
    <SignedIn page="clerk">{(me, signOut) => <ClerkDesk me={me} onSignOut={signOut} />}</SignedIn>
  </ConsoleRoot>,
);
