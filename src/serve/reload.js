// Reloads the page when the server has a newer build than the one this page came from.
"use strict";
(() => {
  const build = new URL(document.currentScript.src).searchParams.get("build");
  let source;
  const listen = () => {
    source = new EventSource("/_jingwei/events?build=" + encodeURIComponent(build));
    source.addEventListener("build", () => {
      source.close();
      location.reload();
    });
  };
  // A page kept for the back button must not hold one of the few connections a browser has.
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) listen();
  });
  listen();
})();
