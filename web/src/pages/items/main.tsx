import "../../styles/tokens.css";
import "../../styles/public.css";
import "../../styles/places.css";

import { start } from "../start";
import { ItemsPage } from "./ItemsPage";

void start("title.items", <ItemsPage />);
