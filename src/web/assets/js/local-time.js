// Says when an event starts on the clock of this device; the device tells nobody which clock it has.

import { locale } from "./locale.js";

for (const line of document.querySelectorAll("[data-local-time]")) {
  const moment = new Date(line.dataset.localTime);
  const words = line.dataset.words;
  if (Number.isNaN(moment.getTime()) || !words) continue;
  const time = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  line.textContent = words.replace("{time}", () => time.format(moment));
  line.hidden = false;
}
