import{a as g}from"./chunk-55VLPUOF.js";import{a,b as m,d as u,f as l,g as e,j as h,k as f}from"./chunk-CPJDU6UZ.js";var b=".arrival{max-width:440px;margin:0 auto;padding:24px 16px 32px}.fields{display:grid;gap:var(--s4)}.arrival h2{font-size:1.25rem}.fields label{display:grid;gap:var(--s1);font-size:.9375rem;font-weight:600}.fields input{width:100%;min-height:48px;padding:8px 14px;background:var(--card);font-size:1.0625rem;font-weight:400}.arrival .strong{width:100%;min-height:48px}.where{color:var(--soft);font-size:.875rem}.wrong{padding:8px 12px;border-radius:var(--radius-small);background:var(--red-tint);color:var(--red)}.promises{margin:12px 0 20px;padding-inline-start:20px}.promises li{margin:10px 0}";var n=class extends h{connectedCallback(){super.connectedCallback(),f(this.getRootNode(),b)}set language(i){this.changed()}},d=class extends n{constructor(){super(...arguments);this.classCode="";this.#e="";this.#t=!1;this.#i=async t=>{t.preventDefault();let s=t.target,{class_code:r,number:v,pin:w}=Object.fromEntries(new FormData(s));this.#s("",!0);try{let o={class_code:r.trim(),number:Number(v),pin:w},x=await this.api.json("session",{method:"POST",body:o});l.classCode.set(o.class_code),this.dispatchEvent(new CustomEvent("signed-in",{detail:x}))}catch(o){this.#s(u(o)||e("line_down")),s.elements.namedItem("pin").value=""}}}#e;#t;template(){return a`
      <form class="arrival fields" @submit=${this.#i}>
        <h2>${e("sign_in")}</h2>
        <label>${e("class_code")}<input name="class_code" required autocomplete="off" autocapitalize="characters" spellcheck="false"
          .value=${this.classCode||l.classCode.get()} /></label>
        <label>${e("number")}<input name="number" required inputmode="numeric" pattern="[0-9]*" autocomplete="off" /></label>
        <label>${e("pin")}<input name="pin" required type="password" inputmode="numeric" autocomplete="off" /></label>
        ${this.#e?a`<p class="wrong" role="alert">${this.#e}</p>`:m}
        <button class="pill strong" ?disabled=${this.#t}>${e("enter")}</button>
        <p class="where">${e("sign_in_help")}</p>
      </form>
    `}ready(){var r;let[t,s]=this.querySelectorAll("input");(r=t!=null&&t.value?s:t)==null||r.focus()}#i;#s(t,s=!1){this.#e=t,this.#t=s,this.changed()}},p=class extends n{template(){return a`
      <section class="arrival" aria-labelledby="first">
        <h2 id="first">${e("before_you_start")}</h2>
        ${g()}
        <button class="pill strong" @click=${()=>this.dispatchEvent(new Event("seen"))}>${e("understood")}</button>
      </section>
    `}ready(){var i;(i=this.querySelector("button"))==null||i.focus()}};customElements.define("ustaz-sign-in",d);customElements.define("ustaz-notice",p);
