import "../../styles/tokens.css";
import "../../styles/public.css";
import "../../styles/places.css";
import "../../styles/checklist.css";

import { start } from "../start";
import { ItemPage } from "./ItemPage";

void start("title.item", <ItemPage />);
