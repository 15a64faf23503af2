// <button data-copy="text" data-copied="Đã chép"> or data-copy-from="id of an element".
import { toast } from "./toast.js";

export function enhance(scope) {
  for (const button of scope.querySelectorAll("[data-copy]:not([data-ready])")) {
    button.dataset.ready = "";
    if (!navigator.clipboard) {
      button.hidden = true; // plain http: the text beside it can be marked by hand
      continue;
    }
    button.addEventListener("click", async () => {
      const source = button.dataset.copyFrom && document.getElementById(button.dataset.copyFrom);
      await navigator.clipboard.writeText(source ? source.textContent.trim() : button.dataset.copy);
      toast(button.dataset.copied);
    });
  }
}
