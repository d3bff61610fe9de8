"use strict";
// What the pointer or the keyboard is on is told at the bottom of the window. A click pins it; a second click, or
// Escape, lets go, and on the mark of a finding leads to its row. All of it stands in the tables too, without this.
(() => {
  const panel = document.getElementById("detail");
  let pinned = null;
  const part = (target) => (target.closest ? target.closest(".drawing g[class]:has(> title), .marks a") : null);
  const goal = (shown) => shown.dataset.go || (shown.getAttribute("href") || "").slice(1);
  const tell = (shown) => {
    panel.replaceChildren(shown.querySelector(":scope > title").textContent);
    if (document.getElementById(goal(shown))) {
      const link = document.createElement("a");
      link.href = "#" + goal(shown);
      link.textContent = "its row in the table";
      panel.append("\n", link);
    }
    panel.hidden = false;
  };
  const pin = (shown) => {
    if (pinned) pinned.classList.remove("pinned");
    pinned = shown;
    if (shown) {
      shown.classList.add("pinned");
      tell(shown);
    } else panel.hidden = true;
  };
  const follow = (event) => {
    if (pinned || panel.contains(event.target)) return;
    const shown = part(event.target);
    if (shown) tell(shown);
    else panel.hidden = true;
  };
  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("click", (event) => {
    if (panel.contains(event.target)) return;
    const shown = part(event.target);
    if (!shown || shown === pinned) {
      if (pinned) pin(null);
    } else {
      event.preventDefault();
      pin(shown);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pin(null);
  });
  // A wish that is linked to must be unfolded; paper shows all.
  const unfold = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = row ? row.closest("details") : null;
    if (fold && !fold.open) {
      fold.open = true;
      row.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", unfold);
  unfold();
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
})();
