// @ts-check
// What every page loads. Pages work without it; it only adds ease, and what is heavier is loaded when it is used.

import { offerBasket } from "./basket.js";
import { offerCopies } from "./copy.js";
import { keepPlace } from "./language-switch.js";
import { offerSearch } from "./search.js";

offerCopies(document);
keepPlace(document, window);
offerSearch(document);
offerBasket(document);
