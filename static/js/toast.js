// Short notices at the foot of the window. toast("Đã chép") from any module; HX-Trigger: {"toast": "…"} from a fragment.
const LASTS = 6000; // milliseconds; one with a link or a button of its own stays until closed
const list = () => document.getElementById("toasts");

function arm(toast) {
  toast.dataset.ready = "";
  toast.querySelector("[data-toast-close]")?.addEventListener("click", () => toast.remove());
  if (toast.querySelector(".toast-text :is(a, button)")) return;
  let timer = setTimeout(() => toast.remove(), LASTS);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => (timer = setTimeout(() => toast.remove(), LASTS)));
}

export function toast(text) {
  const copy = document.getElementById("toast-template").content.firstElementChild.cloneNode(true);
  copy.querySelector(".toast-text").textContent = text;
  list().append(copy);
  arm(copy);
  return copy;
}

export function enhance(scope) {
  for (const element of scope.querySelectorAll("#toasts > .toast:not([data-ready])")) arm(element);
}
