// <button data-share="address" data-share-title="…" data-copied="Đã chép" hidden>: the device's own way to share, else
// the address into the clipboard. Where there is neither, the button stays hidden: the address bar has it.
import { toast } from "./toast.js";

export function enhance(scope) {
  for (const button of scope.querySelectorAll("[data-share]:not([data-ready])")) {
    button.dataset.ready = "";
    if (!navigator.share && !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const { share: url, shareTitle: title, copied } = button.dataset;
      if (navigator.share) {
        try {
          return await navigator.share({ title, url });
        } catch (error) {
          if (error.name === "AbortError" || !navigator.clipboard) return; // closed by the person
        }
      }
      await navigator.clipboard.writeText(url);
      toast(copied);
    });
  }
}
