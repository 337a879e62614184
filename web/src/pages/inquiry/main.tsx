import "../../styles/tokens.css";
import "../../styles/public.css";
import "../../styles/rating.css";

import { start } from "../start";
import { InquiryPage } from "./InquiryPage";

void start("title.inquiry", <InquiryPage />);
