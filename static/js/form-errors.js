// After a form came back with errors: to the first field that is wrong, whose error is read out with its label.
document.querySelector("main :is(input, select, textarea)[aria-invalid='true']")?.focus();
