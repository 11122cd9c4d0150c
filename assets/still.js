// A page that the build drew stands until its reader does something (`guard.js`); then the program draws it anew, out of sight, and takes its
// place. What the reader does meanwhile is done again on the program's page, in its order. Deferred: the page is there when this runs.
(function () {
  "use strict";
  // How long the program's page waits for its last figures, or for a finger to leave the screen, in milliseconds.
  var PATIENCE = 8000;
  // What is worked out last comes below all else; until then the page stays as tall as it was.
  var HELD = 5000;
  // A program that is here sooner needs no sign that it comes.
  var SOON = 300;
  var PRESSED = "button, summary, input[type=checkbox], input[type=radio], input[role=combobox]";
  var FIELDS = "input:not([type=checkbox]):not([type=radio]), select, textarea";
  var root = document.documentElement;
  var stood = root.hasAttribute("data-still") && document.getElementById("drawn");
  // The few pages that are kept for reading offline stand for all of their kind, so that nothing is drawn in them.
  if (!stood) root.removeAttribute("data-still");
  var made = null, waits = false, done = [];
  var held = { pointer: false, composing: false, picking: false };

  if (stood) {
    // What was entered before this ran, or by the browser when the reader came back.
    stood.querySelectorAll(FIELDS).forEach(function (field) { if (field.value !== usual(field)) note(field, field.value); });
    listen("click", function (at) { if (at.closest(PRESSED)) note(at.closest(PRESSED)); });
    ["input", "change"].forEach(function (name) { listen(name, function (at) { if (at.matches(FIELDS)) note(at, at.value); }); });
    hold("pointer", ["pointerdown"], ["pointerup", "pointercancel"]);
    hold("composing", ["compositionstart"], ["compositionend"]);
    listen("pointerdown", function (at) { held.picking = at.tagName === "SELECT"; });
    ["change", "focusout"].forEach(function (name) { listen(name, function () { held.picking = false; }); });
    bootGuard.sign.then(function () { setTimeout(coming, SOON); });
  }

  function listen(name, then) {
    stood.addEventListener(name, function (event) { then(event.target); }, { capture: true, passive: true });
  }

  function hold(what, begins, ends) {
    begins.forEach(function (name) { addEventListener(name, function () { held[what] = true; }, true); });
    ends.forEach(function (name) { addEventListener(name, function () { held[what] = false; }, true); });
  }

  /** What a field held when the build drew it. */
  function usual(field) {
    if (field.tagName !== "SELECT") return field.defaultValue;
    var chosen = Array.prototype.filter.call(field.options, function (option) { return option.defaultSelected; })[0] || field.options[0];
    return chosen ? chosen.value : "";
  }

  /** A press, or what a field holds now. */
  function note(element, value) {
    var last = done[done.length - 1];
    if (last && last.element === element && value !== undefined && last.value !== undefined) last.value = value;
    else done.push({ element: element, way: way(element), value: value });
  }

  /** The way down to an element of the drawing: which child, of that which child. */
  function way(element) {
    var steps = [];
    for (; element !== stood; element = element.parentElement) steps.unshift(Array.prototype.indexOf.call(element.parentElement.children, element));
    return steps;
  }

  function follow(steps, element) {
    var twin = steps.reduce(function (at, step) { return at && at.children[step]; }, made);
    return twin && twin.tagName === element.tagName ? twin : null;
  }

  /** Says that the program is on its way. */
  function coming() {
    var bar = document.getElementById("boot-loading");
    if (bar && !bar.hidden && root.hasAttribute("data-still")) stood.parentNode.insertBefore(bar, stood);
  }

  /** Ends a task: what the reader did meanwhile, and a frame, come first. */
  function breathe() {
    return new Promise(function (then) { setTimeout(then); });
  }

  /** The element that the program draws in; the page stays as tall as what stood there. What goes wrong from here on is the program's fault. */
  function place() {
    bootGuard.started();
    var app = document.getElementById("app");
    if (!stood || !root.hasAttribute("data-still")) {
      app.style.minHeight = app.clientHeight + "px";
      return app;
    }
    made = document.createElement("div");
    return made;
  }

  /** All is drawn; figures of long lists may still come. Whoever does something waits for none of them. */
  function drawn() {
    if (!made) {
      document.getElementById("app").style.minHeight = "";
      return;
    }
    if (waits) return;
    waits = true;
    var until = Date.now() + PATIENCE;
    (function look() {
      var holds = held.pointer || held.composing || held.picking || (!done.length && made.querySelector('[aria-busy="true"]'));
      if (holds && Date.now() < until) setTimeout(look, 50);
      else takeOver();
    })();
  }

  function takeOver() {
    var app = document.getElementById("app");
    var active = document.activeElement, inside = stood.contains(active) && active !== stood;
    var focused = inside && follow(way(active), active);
    var caret = inside && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
    made.id = "app";
    made.style.minHeight = app.clientHeight + "px";
    app.replaceWith(made);
    root.removeAttribute("data-still");
    setTimeout(function () { made.style.minHeight = ""; }, HELD);
    if (focused) focused.focus({ preventScroll: true });
    done.reduce(function (before, each) {
      return before.then(function () { again(each, focused); return breathe(); });
    }, Promise.resolve()).then(function () {
      if (focused && caret && caret[0] !== null && document.activeElement === focused) focused.setSelectionRange(caret[0], caret[1]);
    });
  }

  /** Does one thing on the program's page. */
  function again(each, focused) {
    var at = follow(each.way, each.element);
    if (!at) return;
    if (each.value === undefined) {
      at.click();
      return;
    }
    at.value = each.value;
    fire(at, "input");
    // Whoever is still typing has not finished: the field is taken over when they leave it.
    var typed = at.matches("input:not([type=range]), textarea");
    if (typed && at === focused) at.addEventListener("blur", function () { fire(at, "change"); }, { once: true });
    else {
      fire(at, "change");
      if (typed) at.dispatchEvent(new FocusEvent("blur"));
    }
  }

  function fire(at, name) {
    at.dispatchEvent(new Event(name, { bubbles: true }));
  }

  /** The bytes of a file of the site, of the packed catalog where no address is given; fails with a text where the server refuses. */
  function bytes(address) {
    return fetch(address || document.getElementById("catalog").href).then(function (response) {
      if (!response.ok) throw response.status + " " + response.statusText;
      return response.arrayBuffer();
    });
  }

  /** Fails where the browser has no clipboard for this page, or refuses. */
  function copy(text) {
    return navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error("no clipboard"));
  }

  window.bootStill = { breathe: breathe, bytes: bytes, copy: copy, place: place, drawn: drawn };
})();
