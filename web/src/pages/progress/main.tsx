import "../../styles/tokens.css";
import "../../styles/public.css";
import "../../styles/check.css";
import "../../styles/rating.css";

import { start } from "../start";
import { ProgressPage } from "./ProgressPage";

void start("title.progress", <ProgressPage />);
