import "../../styles/tokens.css";
import "../../styles/public.css";
import "../../styles/media.css";
import "../../styles/window.css";
import "../../styles/choosing.css";
import "../../styles/places.css";
import "../../styles/items.css";
import "../../styles/waiting.css";
import "../../styles/session.css";
import "../../styles/reading.css";
import "../../styles/shapes.css";
import "../../styles/rating.css";
import "../../styles/ring.css";
import "../../styles/colleague.css";
import { start } from "../start";
import { WindowPage } from "./WindowPage";

void start("title.window", <WindowPage />);
