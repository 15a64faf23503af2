// What is typed into a step stays in this tab until the server has it: a lost connection loses no text. Fields that the
// browser may not remember either (autocomplete="off": numbers of people and accounts) are left out.
const PREFIX = "typed:";

function fields(form) {
  return [...form.elements].filter(
    (e) => e.name && e.autocomplete !== "off" && ["text", "tel", "textarea", "select-one", "radio", "checkbox"].includes(e.type),
  );
}

const store = (work) => {
  try {
    return work(sessionStorage);
  } catch {
    return null; // forbidden or full
  }
};

function keep(form, key, sent) {
  const values = fields(form).map((e) => [e.name, e.value, e.checked ?? false]);
  store((s) => s.setItem(PREFIX + key, JSON.stringify({ values, sent })));
}

function restore(form, kept) {
  for (const [name, value, checked] of kept.values) {
    for (const element of fields(form).filter((e) => e.name === name)) {
      if (element.type === "radio" || element.type === "checkbox") {
        if (element.value === value) element.checked = checked;
      } else if (!element.value) element.value = value;
    }
  }
}

export function enhance(scope) {
  for (const form of scope.querySelectorAll("form[data-keep-typed]:not([data-ready])")) {
    form.dataset.ready = "";
    const key = location.pathname;
    store((s) => {
      // Another page of the form has come: what was sent from there arrived.
      for (const name of Object.keys(s)) {
        if (name.startsWith(PREFIX) && name !== PREFIX + key && JSON.parse(s[name]).sent) s.removeItem(name);
      }
      const kept = JSON.parse(s.getItem(PREFIX + key) ?? "null");
      if (kept && !form.querySelector("[aria-invalid='true']")) restore(form, kept);
    });
    form.addEventListener("input", () => keep(form, key, false));
    form.addEventListener("submit", () => keep(form, key, true));
  }
}
