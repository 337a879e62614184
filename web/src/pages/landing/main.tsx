import "../../styles/tokens.css";
import "../../styles/public.css";

import { start } from "../start";
import { LandingPage } from "./LandingPage";

void start("title.landing", <LandingPage />);
