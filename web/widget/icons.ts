/** The few pictures of the widget; each is decoration beside a label. */
import { html } from "lit/html.js";

const draw = (path: string) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const menuIcon = draw("M4 7h16M4 12h16M4 17h16");
export const closeIcon = draw("M6 6l12 12M18 6L6 18");
export const sendIcon = draw("M12 19V5M6 11l6-6 6 6");
export const stopIcon = draw("M7 7h10v10H7z");
export const bookIcon = draw("M12 6.5C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5v13");
export const downIcon = draw("M12 5v14M6 13l6 6 6-6");
export const clockIcon = draw("M12 4a8 8 0 100 16 8 8 0 000-16zM12 8v4.5l3 2");
export const teacherIcon = draw("M4 5h16v11H9l-5 4z");
