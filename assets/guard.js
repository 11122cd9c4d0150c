// Says so when the calculator cannot start. A classic script, so that it runs even where modules or
// WebAssembly are refused, and before anything else can fail.
(function () {
  "use strict";
  var started = false;

  function fail(reason) {
    if (started) return;
    var loading = document.getElementById("boot-loading");
    var failed = document.getElementById("boot-failed");
    if (!loading || !failed) return;
    loading.hidden = true;
    failed.hidden = false;
    document.getElementById("boot-reason").textContent = reason || "";
    document.getElementById("boot-again").onclick = function () { location.reload(); };
  }

  window.bootGuard = { fail: fail, started: function () { started = true; } };

  // Capture: an element that fails to load fires an error that does not bubble.
  window.addEventListener("error", function (event) {
    var from = event.target;
    if (from && from.tagName === "LINK" && from.rel !== "stylesheet") return; // a preload is only a hint
    fail(event.message || "A file of the page did not arrive.");
  }, true);
  window.addEventListener("unhandledrejection", function (event) {
    fail(String((event.reason && event.reason.message) || event.reason || ""));
  });
  window.addEventListener("DOMContentLoaded", function () {
    if (typeof WebAssembly !== "object") fail("This browser has no WebAssembly.");
    else if (!("noModule" in HTMLScriptElement.prototype)) fail("This browser is too old.");
  });
})();
