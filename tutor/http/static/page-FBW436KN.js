import{a as u}from"./chunk-6TITM5GQ.js";import{a as n,b as s,d as m,g as e}from"./chunk-CPJDU6UZ.js";async function v(t,o,c){let i=u(t,e("page_title"),"page"),r=async a=>{try{let l=await $(o,a);i.show(h(l,p=>r({...a,version:p,unit:"",start:0,end:0}))),f(i.dialog)}catch(l){let p=()=>r(a);i.show(n`<p>${m(l)||e("line_down")}</p><button class="pill" @click=${p}>${e("retry")}</button>`)}};await r(c),await i.closed}function $(t,{version:o,unit:c,start:i,end:r}){let a=new URLSearchParams({unit:c,start:String(i),end:String(r)});return t.json(`pages/${encodeURIComponent(o)}?${a}`)}var h=(t,o)=>n`
  <article lang=${t.language}>
    <h3>${t.title}</h3>
    <p class="where">${[t.book,t.section&&`§${t.section}`].filter(Boolean).join(" · ")}${d(t)}</p>
    ${t.current?s:g(t,o)}
    <ustaz-html class="prose" .html=${t.html}></ustaz-html>
    ${t.attribution?n`<p class="where">${t.attribution}</p>`:s}
  </article>
`,g=({newer:t},o)=>n`
  <p class="note" lang=${e("code")}>${e(t?"page_old":"page_retired")}</p>
  ${t?n`<p lang=${e("code")}><button class="pill newer" @click=${()=>o(t)}>${e("page_newer")}</button></p>`:s}
`,d=({page:t})=>t?n` · <span lang=${e("code")}>${e("page_number",{page:t})}</span>`:s;function f(t){let o=t.querySelector("#cited")??t.querySelector("article h3");o&&(o.tabIndex=-1,o.scrollIntoView({block:"center"}),o.focus({preventScroll:!0}))}export{v as showPage};
