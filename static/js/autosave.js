// Saves a form while it is typed, two seconds after the last key. What the server has not got yet is kept in this browser
// and offered again: a lost connection loses no text. Without this module the form is saved by its button.
const WAIT = 2000; // milliseconds
const AGAIN = 15000; // after a failure
const TWICE = 4000; // a second tap on a button within this time is the same tap
const OWN = /^(csrfmiddlewaretoken|base|do|receipt|once|autosave|preview|keep-|seen-)/;
const forms = new WeakMap();

// The one that saves a form, once it is ready. After each save the form gets the event "autosave:saved" with the answer.
export const autosaveOf = (form) => forms.get(form);

function snapshot(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !OWN.test(name)) (values[name] ??= []).push(value);
  }
  // An empty box is not in the data, yet it says something.
  for (const box of form.querySelectorAll("input[type='checkbox']")) values[box.name] ??= [];
  return values;
}

const same = (a, b) => JSON.stringify(a ?? []) === JSON.stringify(b ?? []);

function put(form, name, values) {
  for (const element of form.elements) {
    if (element.name !== name) continue;
    if (element.type === "checkbox" || element.type === "radio") element.checked = values.includes(element.value);
    else if (element.type !== "file") element.value = values[0] ?? "";
  }
}

class Store {
  constructor(key) {
    this.key = key;
  }
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null; // storage is forbidden, or holds something else
    }
  }
  write(kept) {
    try {
      if (kept) localStorage.setItem(this.key, JSON.stringify(kept));
      else localStorage.removeItem(this.key);
    } catch {
      // Full or forbidden: the server's copy is what there is.
    }
  }
}

class Autosave {
  constructor(form) {
    this.form = form;
    forms.set(form, this);
    this.words = form.dataset;
    this.status = form.querySelector("[data-autosave-status]");
    this.store = new Store(form.dataset.keep);
    this.saved = snapshot(form);
    this.receipt = document.createElement("input");
    Object.assign(this.receipt, { type: "hidden", name: "receipt" });
    form.append(this.receipt);
    this.offer();
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("offline", () => this.say(this.words.offline));
  }

  dirty() {
    const now = snapshot(this.form);
    const names = new Set([...Object.keys(now), ...Object.keys(this.saved)]);
    return Object.fromEntries([...names].filter((n) => !same(now[n], this.saved[n])).map((n) => [n, now[n] ?? []]));
  }

  keep(receipt) {
    const values = this.dirty();
    const there = Object.keys(values).length > 0;
    this.store.write(there ? { at: Date.now(), values, receipt } : null);
    return there;
  }

  typed() {
    if (this.leaving) return;
    clearTimeout(this.timer);
    if (this.keep()) this.timer = setTimeout(() => this.save(), WAIT);
  }

  // The page that answers names the receipt: only then is it known that the server has everything.
  submitted(event) {
    const now = Date.now();
    if (navigator.onLine === false || now - (this.left ?? 0) < TWICE) {
      event.preventDefault();
      if (navigator.onLine === false) this.say(this.words.offline);
      return;
    }
    this.left = now;
    this.leaving = true;
    clearTimeout(this.timer);
    this.receipt.value = crypto.randomUUID?.() ?? String(Date.now() + Math.random());
    this.keep(this.receipt.value);
    window.addEventListener("pageshow", () => (this.leaving = false), { once: true });
  }

  // The server's answer; null where there was nothing to save or it could not be. Two calls at once are one.
  save() {
    clearTimeout(this.timer);
    if (this.leaving || !(this.busy || Object.keys(this.dirty()).length)) return Promise.resolve(null);
    this.busy ??= this.send().finally(() => (this.busy = null));
    return this.busy;
  }

  async send() {
    const sent = snapshot(this.form);
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    data.delete("do");
    data.delete("receipt");
    data.append("autosave", "1");
    if ("showsPreview" in this.words) data.append("preview", "1");
    this.say(this.words.saving);
    let result = null;
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data, credentials: "same-origin" });
      const isJson = answer.headers.get("Content-Type")?.includes("json");
      if (answer.ok && isJson) this.done((result = await answer.json()), sent);
      else this.say(answer.redirected || answer.status === 403 ? this.words.signedOut : this.words.offline);
      if (!answer.ok) this.timer = setTimeout(() => this.save(), AGAIN);
    } catch {
      this.say(this.words.offline);
      this.timer = setTimeout(() => this.save(), AGAIN);
    }
    this.keep();
    if (result) this.form.dispatchEvent(new CustomEvent("autosave:saved", { detail: result }));
    return result;
  }

  done(result, sent) {
    const now = snapshot(this.form);
    this.form.elements.base.value = result.base;
    for (const name of result.handled) this.saved[name] = sent[name];
    for (const [name, value] of Object.entries(result.taken)) {
      if (!same(now[name], sent[name])) continue; // typed on meanwhile
      put(this.form, name, [value]);
      this.saved[name] = [value];
    }
    this.notes("data-claims", result.claims);
    const wrong = Object.keys(result.errors).length > 0;
    const at = (text) => text.replace("%s", result.saved);
    const left = Object.keys(this.dirty()).filter((name) => same(now[name], sent[name]) && !(name in result.errors));
    if (result.clashes.length) this.say(this.words.clash);
    else if (wrong) this.say(this.words.partly);
    else this.say(at(left.length ? this.words.rest : this.words.saved));
    if (Object.keys(this.dirty()).some((name) => !same(snapshot(this.form)[name], sent[name]))) this.typed();
  }

  notes(attribute, lines) {
    for (const place of this.form.querySelectorAll(`[${attribute}]`)) {
      const texts = lines[place.getAttribute(attribute)] ?? [];
      if (place.textContent === texts.join("")) continue;
      place.replaceChildren(...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    }
  }

  offer() {
    const kept = this.store.read();
    if (!kept?.values) return;
    if (kept.receipt && kept.receipt === this.words.received) return this.store.write(null);
    const names = Object.keys(kept.values).filter((name) => !same(kept.values[name], this.saved[name]));
    const place = this.form.querySelector("[data-kept-offer]");
    if (!names.length || !place) return;
    const time = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
    place.querySelector("[data-kept-text]").textContent = `${this.words.kept} (${time})`;
    place.hidden = false;
    place.querySelector("[data-kept-take]").addEventListener("click", () => {
      for (const name of names) put(this.form, name, kept.values[name]);
      for (const fold of this.form.querySelectorAll("details")) fold.open = true;
      place.hidden = true;
      this.typed();
    });
    place.querySelector("[data-kept-drop]").addEventListener("click", () => {
      place.hidden = true;
      this.store.write(null);
    });
  }

  say(text) {
    if (this.status) this.status.textContent = text;
  }
}

export function enhance(scope) {
  for (const form of scope.querySelectorAll("form[data-autosave]:not([data-ready])")) {
    form.dataset.ready = "";
    new Autosave(form);
  }
}
