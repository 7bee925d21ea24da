import{a as m}from"./chunk-IQUCMPYL.js";import{a as i,b as a,d as l,g as e}from"./chunk-Y4CC7EFR.js";async function P(t,o,c){let n=m(t,e("page_title"),"page"),r=async()=>{try{n.show(h(await p(o,c))),$(n.dialog)}catch(s){n.show(i`<p>${l(s)||e("line_down")}</p><button class="pill" @click=${r}>${e("retry")}</button>`)}};await r(),await n.closed}function p(t,{version:o,unit:c,start:n,end:r}){let s=new URLSearchParams({unit:c,start:String(n),end:String(r)});return t.json(`pages/${encodeURIComponent(o)}?${s}`)}var h=t=>i`
  <article lang=${t.language}>
    <h3>${t.title}</h3>
    <p class="where">${[t.book,t.section&&`§${t.section}`].filter(Boolean).join(" · ")}${u(t)}</p>
    ${t.current?a:i`<p class="note" lang=${e("code")}>${e("page_old")}</p>`}
    <ustaz-html class="prose" .html=${t.html}></ustaz-html>
    ${t.attribution?i`<p class="where">${t.attribution}</p>`:a}
  </article>
`,u=({page:t})=>t?i` · <span lang=${e("code")}>${e("page_number",{page:t})}</span>`:a;function $(t){let o=t.querySelector("#cited");o&&(o.tabIndex=-1,o.scrollIntoView({block:"center"}),o.focus({preventScroll:!0}))}export{P as showPage};
