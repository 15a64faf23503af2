// What buyers will see of what is being written: beside the form where there is room, in a sheet where there is not.
// <form data-autosave data-preview="id of the pane" data-preview-sheet="id of the dialog">; the pane and the dialog hold a
// [data-preview-page] each, the pane says by data-address where its parts come from. The server draws them, after each
// autosave with its answer. Without this module the button that opens the sheet saves and leads to a page of its own.
import { autosaveOf } from "./autosave.js";

const SETTLED = 100; // milliseconds: going back takes the focus away a moment after it is told
const WIDE = matchMedia("(min-width: 68.75rem)");

class Preview {
  constructor(form) {
    this.form = form;
    this.pane = document.getElementById(form.dataset.preview);
    this.sheet = document.getElementById(form.dataset.previewSheet);
    if (history.state?.preview) history.replaceState(null, ""); // the page was loaded anew behind an open sheet
    form.addEventListener("autosave:saved", (event) => this.put(event.detail.preview));
    for (const opener of form.querySelectorAll("[data-preview-open]")) {
      opener.setAttribute("aria-haspopup", "dialog");
      opener.addEventListener("click", (event) => {
        event.preventDefault();
        this.opener = opener;
        this.open();
      });
    }
    this.sheet.addEventListener("close", () => this.closed());
    window.addEventListener("popstate", () => this.sheet.open && this.sheet.close());
    WIDE.addEventListener("change", () => this.arrange());
    this.arrange();
  }

  get place() {
    const shown = this.sheet.open ? this.sheet : WIDE.matches ? this.pane : null;
    return shown?.querySelector("[data-preview-page]");
  }

  arrange() {
    if (WIDE.matches && this.sheet.open) this.sheet.close();
    if (this.place) this.form.dataset.showsPreview = "";
    else delete this.form.dataset.showsPreview;
    if (WIDE.matches) this.fetch();
  }

  // The page stays where it is below the sheet; the telephone's own way back closes it, too.
  async open() {
    this.sheet.showModal();
    history.pushState({ preview: true }, "");
    this.arrange();
    this.place.replaceChildren();
    this.say(this.words.drawing);
    const autosave = autosaveOf(this.form);
    await autosave?.busy; // what is on its way was sent without a wish for the preview
    const saved = await autosave?.save();
    if (!saved?.preview) await this.fetch();
  }

  closed() {
    this.arrange();
    const back = () => this.opener?.focus({ preventScroll: true });
    if (!history.state?.preview) return back();
    window.addEventListener("popstate", () => setTimeout(back, SETTLED), { once: true });
    history.back();
  }

  async fetch() {
    const turn = (this.turn = {});
    try {
      const answer = await fetch(this.pane.dataset.address, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const html = await answer.text();
      if (turn === this.turn) this.put(html); // a newer one may have come meanwhile
    } catch {
      if (turn === this.turn) this.say(this.words.offline);
    }
  }

  put(html) {
    const place = this.place;
    if (!html || !place) return;
    this.turn = null;
    const swiped = place.querySelector(".gallery-row")?.scrollLeft ?? 0;
    const { scrollTop } = place;
    place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    place.scrollTop = scrollTop;
    const row = place.querySelector(".gallery-row");
    if (row) row.scrollLeft = swiped;
    this.say("");
  }

  get words() {
    return this.pane.dataset;
  }

  say(text) {
    const status = (this.sheet.open ? this.sheet : this.pane).querySelector("[data-preview-status]");
    status.textContent = text;
  }
}

export function enhance(scope) {
  for (const form of scope.querySelectorAll("form[data-preview]:not([data-preview-ready])")) {
    form.dataset.previewReady = "";
    new Preview(form);
  }
}
