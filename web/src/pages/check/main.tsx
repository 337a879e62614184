import "../../styles/tokens.css";
import "../../styles/public.css";
import "../../styles/check.css";

import { start } from "../start";
import { CheckPage } from "./CheckPage";

void start("title.check", <CheckPage />);
