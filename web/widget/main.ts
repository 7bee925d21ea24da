/** What the page loads: everything needed to show the chat. Parts opened by a tap come later (see `import(` in chat.ts and visit.ts). */
import "./chat";
