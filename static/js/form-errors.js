// After a form came back with errors: to the first field that is wrong, whose error is read out with its label; to what
// is said of the form as a whole where no single field is.
const wrong =
  document.querySelector("main :is(input, select, textarea)[aria-invalid='true']") ??
  document.querySelector("main form .alert-error");
if (wrong?.matches(".alert-error")) wrong.tabIndex = -1;
wrong?.focus();
