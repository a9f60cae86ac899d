// Keeps a page up to date without loading it again. A part of the page (data-part) is exchanged when the server writes it differently;
// what matters to a listener (data-news) is announced. Also: words that appear after a while, and going on to the shop (by address
// or by form), which the reader can stop. Without this script a page has a link that loads it again.
(() => {
  "use strict";
  const GIVE_UP = 30 * 60 * 1000;
  const SLOWER = 60 * 1000;
  const SOON = 8 * 1000;
  const began = Date.now();
  const page = new URL(document.documentElement.dataset.self ?? location.href, location.href);
  page.hash = "";

  const parts = root => [...root.querySelectorAll("[data-part]")];
  const news = root => [...root.querySelectorAll("[data-news]")].map(element => element.textContent.trim()).join(". ");
  const known = new Map(parts(document).map(part => [part.dataset.part, part.outerHTML]));
  let told = news(document);

  function take(fresh) {
    for (const part of parts(fresh)) {
      const old = document.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`);
      if (!old || known.get(part.dataset.part) === part.outerHTML) {
        continue;
      }
      known.set(part.dataset.part, part.outerHTML);
      const open = new Set([...old.querySelectorAll("details[open][id]")].map(details => details.id));
      const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
      old.replaceWith(document.adoptNode(part));
      part.querySelectorAll("details[id]").forEach(details => details.open ||= open.has(details.id));
      if (focused !== null) {
        const again = focused && document.getElementById(focused) || part;
        if (again === part) {
          part.tabIndex = -1;
        }
        again.focus({preventScroll: true});
      }
    }
    document.title = fresh.title;
    if (news(document) !== told) {
      told = news(document);
      document.getElementById("news").textContent = told;
    }
  }

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(page, {cache: "no-store", redirect: "manual"});
        if (answer.ok) {
          take(new DOMParser().parseFromString(await answer.text(), "text/html"));
        }
      } catch {
        // the next look may find the way
      }
    }
    plan();
  }

  function plan() {
    const seconds = Number(document.querySelector("[data-every]")?.dataset.every ?? 0);
    const passed = Date.now() - began;
    if (seconds > 0 && passed < GIVE_UP) {
      const wait = passed < SOON ? Math.min(seconds, 4) : passed < SLOWER ? seconds : Math.max(seconds, 10);
      setTimeout(look, 1000 * wait);
    }
  }

  // who came back by the back button wants to be here
  let staying = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  let waited = 0;

  function tick() {
    const passed = (Date.now() - began) / 1000;
    document.querySelectorAll("[data-after]").forEach(element => element.hidden = passed < Number(element.dataset.after));
    const onward = document.querySelector("[data-onward]");
    if (!onward || document.hidden) {
      return;
    }
    onward.hidden = staying;
    if (!staying) {
      const left = Number(onward.dataset.onward) - waited++;
      onward.querySelector("[data-seconds]").textContent = Math.max(left, 0);
      if (left <= 0) {
        staying = true;
        if (onward.dataset.target) {
          location.assign(onward.dataset.target);
        } else {
          document.getElementById(onward.dataset.form).requestSubmit();
        }
      }
    }
  }

  document.addEventListener("click", event => {
    if (event.target.closest("[data-stay]")) {
      staying = true;
      tick();
      document.querySelector("h1").focus();
    }
  });
  addEventListener("pageshow", event => {
    staying ||= event.persisted;
    tick();
  });
  document.querySelectorAll("[data-scripted]").forEach(element => element.hidden = false);
  setInterval(tick, 1000);
  tick();
  plan();
})();
