/**
 * Puts the chat into any page: a launcher button and an iframe. Whether it is open is remembered for the visit.
 * What the page says on its script tag (data-language, data-class-code) goes along with the address.
 */
{
  const { dataset, src } = document.currentScript as HTMLScriptElement;
  const button = document.createElement("button");
  const frame = document.createElement("iframe");
  const place = "position:fixed;z-index:999;border:0;border-radius:var(--g);inset:auto var(--g)var(--g)auto;--g:";

  /** `open` is "block", or "" for shut. */
  const show = (open: "block" | ""): void => {
    if (open) frame.src ||= new URL(`../embed?${new URLSearchParams(dataset as Record<string, string>)}`, src) as unknown as string;
    frame.style.display = open || "none";
    button.style.display = open && "none";
    sessionStorage.ustaz = open;
  };

  button.textContent = frame.title = "Ұстаз";
  button.style.cssText = `${place}16px;padding:var(--g);background:#0b7285;color:#fff;font-size:18px`;
  // On a phone the chat takes the whole screen.
  frame.style.cssText = `${place}clamp(0px,100vw - 480px,16px);width:min(420px,100%);height:calc(100% - 2*var(--g))`;

  button.onclick = () => {
    show("block");
    frame.focus();
  };
  addEventListener("message", ({ source }) => {
    // The chat has one thing to say to the page round it: close me.
    if (source === frame.contentWindow) {
      show("");
      button.focus();
    }
  });

  show(sessionStorage.ustaz || "");
  document.documentElement.append(button, frame);
}
