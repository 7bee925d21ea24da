/** What a student must know about this program before writing to it. */
import { html } from "lit/html.js";
import { t } from "./texts";

export const promises = () => html`
  <ul class="promises">
    ${["promise_ai", "promise_teacher", "promise_hidden", "promise_secrets"].map((key) => html`<li>${t(key)}</li>`)}
  </ul>
`;
