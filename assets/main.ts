// What the pages do beyond being read. Everything works without it.
import { shortenAddress } from "./scripts/address.ts";
import { showAnniversaries } from "./scripts/anniversaries.ts";
import { walkChanges } from "./scripts/changes.ts";
import { followContents } from "./scripts/contents.ts";
import { filterReviews } from "./scripts/filter.ts";
import { copyLinks } from "./scripts/links.ts";
import { offerMeeting } from "./scripts/meeting.ts";
import { revealTarget } from "./scripts/reveal.ts";
import { offerSearch } from "./scripts/search/open.ts";

shortenAddress();
revealTarget();
showAnniversaries();
filterReviews();
followContents();
copyLinks();
offerMeeting();
walkChanges();
offerSearch();
