import "../../styles/tokens.css";
import "../../styles/public.css";

import { start } from "../start";
import { CertificatePage } from "./CertificatePage";

void start("title.ca", <CertificatePage />);
