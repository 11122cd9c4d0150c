// Keeps the site for reading without a network, says of which day its data is, and offers a new version when there is one.
// A classic script beside the app: it works on every page, and also where the app does not start.
(function () {
  "use strict";

  // Every word that a reader sees from here.
  var TEXT = {
    note: "Data",
    dataOf: "Data of ",
    check: "Check for new data",
    checking: "Checking …",
    newest: "This is the newest.",
    unreachable: "The site cannot be reached now.",
    incomplete: "The new version did not arrive whole; this one stays.",
    noRoom: "This browser did not keep the site; it works as long as there is a network.",
    offline: "No network: everything here works from what this browser kept.",
    news: "New version",
    ready: "A new version is ready",
    withData: ", with data of ",
    update: "Update",
    updating: "Updating …",
    later: "Not now",
  };
  /** Remembers for this tab which version the reader does not want now. */
  var LATER = "will-it-run later";
  /** For browsers that cannot say when they are idle. */
  var IDLE = 1000;

  // Apps change the address; the site's own stays where it was.
  var worker = new URL("sw.js", document.baseURI).href;
  var link = document.getElementById("catalog");
  var date = (link && link.dataset.date) || "";
  var container;
  try { container = navigator.serviceWorker; } catch (refused) { /* a sandbox without storage */ }
  var registration, settled = false, followed, note, said, button, told = "";

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) made.textContent = text;
    return made;
  }

  /** The line at the end of the page. */
  function drawNote() {
    note = element("aside", { id: "data-note", "aria-label": TEXT.note });
    note.appendChild(element("span", {}, TEXT.dataOf + date));
    button = element("button", { type: "button" }, TEXT.check);
    button.onclick = check;
    // Its place is kept until there is somebody to ask: the page does not grow.
    button.style.visibility = "hidden";
    note.appendChild(button);
    said = element("span", { role: "status" }, told);
    note.appendChild(said);
    document.body.appendChild(note);
    if (settled) registered();
  }

  /** What is said before the line is drawn stands in it afterwards. */
  function say(text) {
    told = text;
    if (said) said.textContent = text;
  }

  function connection() {
    var isOff = navigator.onLine === false;
    if (button) button.hidden = isOff;
    if (isOff && registration && registration.active) say(TEXT.offline);
    else if (said && said.textContent === TEXT.offline) say("");
  }

  function check() {
    say(TEXT.checking);
    registration.update().then(function () {
      if (registration.installing) follow(registration.installing, true);
      else if (registration.waiting) { say(""); offer(registration.waiting, true); }
      else say(TEXT.newest);
    }, function () { say(TEXT.unreachable); });
  }

  /** Waits until a version that is being fetched is here. */
  function follow(next, asked) {
    if (followed === next && !asked) return; // told of twice: found on the way, and by its event
    followed = next;
    next.addEventListener("statechange", function () {
      if (next.state === "installed") {
        say(container.controller || !asked ? "" : TEXT.newest);
        offer(next, asked);
      } else if (next.state === "redundant" && registration && !registration.active) {
        registration = undefined; // the first version did not get through: full storage, a cut line
        if (button) button.remove();
        button = undefined;
        say(TEXT.noRoom);
      } else if (next.state === "redundant" && asked) say(TEXT.incomplete);
    });
  }

  /** Asks a version who it is, and the reader whether they want it. */
  function offer(next, asked) {
    if (!container.controller) return; // the first version replaces nothing
    var channel = new MessageChannel();
    channel.port1.onmessage = function (event) { drawNews(next, event.data, asked); };
    next.postMessage("who", [channel.port2]);
  }

  function drawNews(next, who, asked) {
    if (document.getElementById("news") || (!asked && later() === who.version)) return;
    var news = element("aside", { id: "news", "aria-label": TEXT.news });
    var text = element("p", { role: "status" });
    var yes = element("button", { type: "button" }, TEXT.update);
    var no = element("button", { type: "button" }, TEXT.later);
    yes.onclick = function () {
      yes.disabled = true;
      yes.textContent = TEXT.updating;
      // The new worker takes all tabs over; only this one, whose reader agreed, is loaded anew.
      container.addEventListener("controllerchange", function () { location.reload(); });
      if (next.state === "installed") next.postMessage("take over");
      else location.reload(); // another tab agreed before
    };
    no.onclick = function () {
      later(who.version);
      news.remove();
    };
    news.append(text, yes, no);
    document.body.appendChild(news);
    // A status speaks when its text changes, not when it appears.
    text.textContent = TEXT.ready + (who.data && who.data !== date ? TEXT.withData + who.data : "") + ".";
  }

  function later(version) {
    try {
      if (version === undefined) return sessionStorage.getItem(LATER);
      sessionStorage.setItem(LATER, version);
    } catch (refused) { /* then it is asked again on the next page */ }
    return null;
  }

  function register() {
    if (!container || window.top !== window) return Promise.resolve();
    return container.register(worker, { updateViaCache: "none" }).then(function (got) {
      if (!got) return; // a browser told to keep no workers
      registration = got;
      if (got.waiting) offer(got.waiting, false);
      if (got.installing) follow(got.installing, false);
      got.addEventListener("updatefound", function () { if (got.installing) follow(got.installing, false); });
    }).catch(function () { /* private mode, storage refused: the site works as long as there is a network */ });
  }

  /** Calls back when the app has drawn itself: a line below a page that still grows would jump. */
  function whenDrawn(then) {
    var app = document.getElementById("app");
    if (!app || app.querySelector("footer")) return then();
    var watch = new MutationObserver(function () {
      if (!app.querySelector("footer")) return;
      watch.disconnect();
      then();
    });
    watch.observe(app, { childList: true, subtree: true });
  }

  /** There is somebody to ask for newer data, or nobody: then the place stays empty, and nothing moves. */
  function registered() {
    settled = true;
    if (registration && button) button.style.visibility = "";
    connection();
    addEventListener("online", connection);
    addEventListener("offline", connection);
  }

  function whenIdle(then) {
    if (window.requestIdleCallback) requestIdleCallback(then, { timeout: 5000 });
    else setTimeout(then, IDLE);
  }

  // After the page itself: what it needs comes first. Keeping the site is work for all of the machine: a page that stands is left to its reader
  // until they do something (`guard.js`).
  var sign = (window.bootGuard && window.bootGuard.sign) || Promise.resolve();
  addEventListener("load", function () {
    whenIdle(function () {
      whenDrawn(drawNote);
      sign.then(function () { whenIdle(function () { register().then(registered); }); });
    });
  });
})();
