// A page that the build drew stands until its reader does something; then the program draws it anew, out of sight, and takes its place with
// everything that the reader did meanwhile. A classic script, deferred: the page is there when it runs.
(function () {
  "use strict";
  var SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin", "scroll"];
  // Who does nothing that shows, as with a screen reader, has the program after so many milliseconds.
  var REST = 10000;
  // What is worked out last comes below all else; until then the page stays as tall as it was.
  var HELD = 5000;
  var PRESSED = "button, summary, input[type=checkbox], input[type=radio]";
  var FIELDS = "input:not([type=checkbox]):not([type=radio]), select, textarea";
  var root = document.documentElement;
  var stood = root.hasAttribute("data-still") && document.getElementById("drawn");
  var made = null, before = new Map(), presses = [];

  if (stood) {
    stood.querySelectorAll(FIELDS).forEach(function (field) { before.set(field, field.value); });
    stood.addEventListener("click", pressed, true);
  }

  function pressed(event) {
    var at = event.target.closest(PRESSED);
    if (at) presses.push(way(at));
  }

  /** The way down to an element of the drawing: which child, of that which child. */
  function way(element) {
    var steps = [];
    for (; element !== stood; element = element.parentElement) steps.unshift(Array.prototype.indexOf.call(element.parentElement.children, element));
    return steps;
  }

  function follow(steps) {
    return steps.reduce(function (at, step) { return at && at.children[step]; }, made);
  }

  function same(element) {
    var twin = follow(way(element));
    return twin && twin.tagName === element.tagName ? twin : null;
  }

  /** When the reader does something; at once where no drawing stands. */
  function sign() {
    return new Promise(function (then) {
      if (!stood) return then();
      function now() {
        SIGNS.forEach(function (name) { removeEventListener(name, now, true); });
        then();
      }
      SIGNS.forEach(function (name) { addEventListener(name, now, { capture: true, passive: true }); });
      setTimeout(now, REST);
    });
  }

  /** The element that the program draws in; the page stays as tall as what stood there. */
  function place() {
    var app = document.getElementById("app");
    if (!stood || !root.hasAttribute("data-still")) {
      app.style.minHeight = app.clientHeight + "px";
      return app;
    }
    made = document.createElement("div");
    return made;
  }

  /** All is drawn. */
  function drawn() {
    if (!made) {
      document.getElementById("app").style.minHeight = "";
      return;
    }
    if (made.id) return;
    var app = document.getElementById("app");
    var focused = stood.contains(document.activeElement) && same(document.activeElement);
    var entered = [];
    before.forEach(function (value, field) {
      var twin = field.value !== value && same(field);
      if (twin) entered.push([twin, field.value]);
    });
    var pressed = presses.map(follow);
    made.id = "app";
    made.style.minHeight = app.clientHeight + "px";
    app.replaceWith(made);
    root.removeAttribute("data-still");
    setTimeout(function () { made.style.minHeight = ""; }, HELD);
    if (focused) focused.focus({ preventScroll: true });
    entered.forEach(function (pair) {
      pair[0].value = pair[1];
      ["input", "change"].forEach(function (name) { pair[0].dispatchEvent(new Event(name, { bubbles: true })); });
    });
    pressed.forEach(function (at) { if (at && at.matches(PRESSED)) at.click(); });
  }

  window.bootStill = { sign: sign, place: place, drawn: drawn };
})();
