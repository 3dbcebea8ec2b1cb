// The few scripts. Every page works without them.
import "./scripts/live.js";
import { copyOnClick } from "./scripts/copy.js";
import { showWaiting } from "./scripts/waiting.js";
import { keepWhatIsTyped } from "./scripts/keep.js";
import { listenToKeys } from "./scripts/keys.js";

listenToKeys();
keepWhatIsTyped();
copyOnClick();
showWaiting();
document.querySelector("[data-focus]")?.focus();
