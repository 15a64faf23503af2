// <input data-otp> takes the digits out of whatever is pasted or filled in; data-otp="8": at most so many (six without).
import "./form-errors.js";

const clean = (text, length) => text.replace(/\D/g, "").slice(0, length);

for (const input of document.querySelectorAll("input[data-otp]")) {
  const length = Number(input.dataset.otp) || 6;
  input.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    // "123 456 là mã đăng nhập, dùng trong 5 phút": the first run of enough digits, not all digits there are.
    const run = text.match(/\d(?:[ .-]?\d){5,7}/);
    if (!run) return;
    event.preventDefault();
    input.value = clean(run[0], length);
  });
  input.addEventListener("input", () => {
    const digits = clean(input.value, length);
    if (digits !== input.value) input.value = digits;
  });
}

// Only the demo has these: they type the code that stands beside them.
for (const button of document.querySelectorAll("button[data-fill-code]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const input = document.querySelector("input[data-otp]");
    input.value = button.dataset.fillCode;
    input.focus();
  });
}
