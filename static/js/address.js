// After "Đọc địa chỉ" the fields are new and focus would be lost with the old button: it goes to what was understood.
// Pasting reads at once; the button is there for text that was typed.
export function enhance(scope) {
  const fields = scope.querySelector("#address-fields:not([data-ready])");
  if (!fields) return;
  fields.dataset.ready = "";
  const typed = fields.querySelector("textarea[name$='typed']");
  const read = fields.querySelector("button[name='read']");
  typed?.addEventListener("paste", () => setTimeout(() => typed.value.trim() && read?.click()));
  const message = fields.querySelector(".address-message > .alert");
  if (message && (document.activeElement === document.body || !document.activeElement)) {
    message.tabIndex = -1;
    message.focus();
  }
}
