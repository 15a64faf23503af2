// <label data-show-passwords><input type="checkbox"></label> shows what is typed into the passwords of its form.
import "./form-errors.js";

for (const label of document.querySelectorAll("[data-show-passwords]")) {
  const box = label.querySelector("input");
  const passwords = label.closest("form").querySelectorAll("input[type='password']");
  label.hidden = false;
  box.checked = false; // some browsers restore ticks, but not the type of a field
  box.addEventListener("change", () => {
    for (const input of passwords) input.type = box.checked ? "text" : "password";
  });
  // A field that shows its text would be kept by the browser as one of the texts to suggest.
  label.closest("form").addEventListener("submit", () => {
    for (const input of passwords) input.type = "password";
  });
}
