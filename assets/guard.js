// Says so when the calculator cannot start, or stops. A classic script, so that it runs even where modules
// or WebAssembly are refused, and before anything else can fail.
(function () {
  "use strict";
  var started = false;
  var root = document.documentElement;

  function reload() { location.reload(); }

  /** The page could not start: the loading panel turns into the reason and what to do. */
  function fail(reason) {
    var loading = document.getElementById("boot-loading");
    var failed = document.getElementById("boot-failed");
    if (started || !loading || !failed) return;
    loading.hidden = true;
    failed.hidden = false;
    // A page that stands stays readable below the reason.
    var drawn = root.hasAttribute("data-still") && document.getElementById("drawn");
    if (drawn) drawn.parentNode.insertBefore(failed, drawn);
    document.getElementById("boot-reason").textContent = reason || "";
    document.getElementById("boot-again").onclick = reload;
  }

  /** The running calculator stopped: a panic ends the wasm for good, so what is on the page no longer changes. */
  function broke() {
    if (document.getElementById("broke")) return;
    var panel = document.createElement("div");
    panel.id = "broke";
    panel.setAttribute("role", "alert");
    panel.textContent = "The calculator stopped on a fault of its own; the figures no longer follow your input. ";
    var again = document.createElement("button");
    again.type = "button";
    again.textContent = "Reload";
    again.onclick = reload;
    panel.appendChild(again);
    document.body.insertBefore(panel, document.body.firstChild);
  }

  function trouble(error, message) {
    if (!started) fail(message);
    else if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) broke();
  }

  function noCatalog(why) {
    fail("The catalog could not be loaded: " + ((why && why.message) || why));
  }

  window.bootGuard = { fail: fail, noCatalog: noCatalog, started: function () { started = true; } };

  // What the build drew is the page itself, for a reader of whom nothing is known and who asks for nothing else. It stands until they do
  // something; where it would say something else than the program, the program starts at once.
  function kept(name, usual) {
    try {
      var text = localStorage.getItem("will-it-run." + name);
      return Boolean(text) && text !== usual;
    } catch (error) {
      return false;
    }
  }
  if (!location.search && !kept("reader", "GiB system 100") && !kept("measured") && !kept("workloads")) root.setAttribute("data-still", "");

  // When the reader does something; who does nothing that shows, as with a screen reader, has the program after ten seconds.
  var SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin", "scroll"];
  function listen(then) {
    function now() {
      SIGNS.forEach(function (name) { removeEventListener(name, now, true); });
      then();
    }
    SIGNS.forEach(function (name) { addEventListener(name, now, { capture: true, passive: true }); });
    setTimeout(now, 10000);
  }
  if (typeof Promise === "function") window.bootGuard.sign = root.hasAttribute("data-still") ? new Promise(listen) : Promise.resolve();

  // Capture: an element that fails to load fires an error that does not bubble.
  window.addEventListener("error", function (event) {
    var from = event.target;
    if (from && from.tagName === "LINK" && from.rel !== "stylesheet") return; // a preload is only a hint
    trouble(event.error, event.message || "A file of the page did not arrive.");
  }, true);
  window.addEventListener("unhandledrejection", function (event) {
    trouble(event.reason, String((event.reason && event.reason.message) || event.reason || ""));
  });
  window.addEventListener("DOMContentLoaded", function () {
    if (typeof WebAssembly !== "object") fail("This browser has no WebAssembly.");
    else if (!("noModule" in HTMLScriptElement.prototype)) fail("This browser is too old.");
  });
})();
