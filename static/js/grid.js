// The grid of prices and counts: how many numbers wait to be saved stands on the button, and leaving asks first.
export function enhance(root) {
  for (const form of root.querySelectorAll("form[data-grid]")) {
    if (form.dataset.watched) continue;
    form.dataset.watched = "yes";
    watch(form);
  }
}

function watch(form) {
  const save = form.querySelector("[data-grid-save]");
  const plain = save.textContent;
  const changed = () => [...form.querySelectorAll("input.input")].filter((input) => input.value !== input.defaultValue || input.ariaInvalid === "true");
  const show = () => {
    const fields = changed();
    for (const input of form.querySelectorAll("input.input")) input.toggleAttribute("data-changed", input.value !== input.defaultValue);
    save.textContent = fields.length > 1 ? save.dataset.many.replace("%s", fields.length) : fields.length ? save.dataset.one : plain;
  };
  let sending = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", () => { sending = true; });
  addEventListener("pageshow", () => { sending = false; show(); });
  addEventListener("beforeunload", (event) => {
    if (!sending && changed().some((input) => input.value !== input.defaultValue)) event.preventDefault();
  });
  show();
}
