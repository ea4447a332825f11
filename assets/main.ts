// What the pages do beyond being read. Everything works without it.
import { shortenAddress } from "./scripts/address.ts";
import { showAnniversaries } from "./scripts/anniversaries.ts";
import { filterReviews } from "./scripts/filter.ts";
import { followContents } from "./scripts/contents.ts";

shortenAddress();
showAnniversaries();
filterReviews();
followContents();
