// @ts-check
// What every page loads. Pages work without it; it only adds ease.

import { offerCopies } from "./copy.js";
import { keepPlace } from "./language-switch.js";
import { offerSearch } from "./search.js";

offerCopies(document);
keepPlace(document, window);
offerSearch();
