import{a as h}from"./chunk-Q5ASUE6T.js";import{a as u}from"./chunk-YWKZDAI2.js";import{a as i,b as c,d as l,g as n,h as p}from"./chunk-77UTKFPR.js";async function b(o,e,s,r){let t=u(o,n("menu"),"menu"),a=async()=>{t.show(m(t,r,i`<p class="doing"><span class="dots"><i></i><i></i><i></i></span></p>`)),t.show(m(t,r,await d(e,s,t,a)))};return await a(),t.closed}async function d(o,e,s,r){try{let t=await o.json("conversations");return t.length?i`<ul>${t.map(a=>g(a,e,o.language,s))}</ul>`:i`<p class="where">${n("no_history")}</p>`}catch(t){return i`<p>${l(t)||n("line_down")}</p><button class="pill" @click=${r}>${n("retry")}</button>`}}var g=(o,e,s,r)=>i`
  <li>
    <button class="row" aria-current=${o.id===e.id} @click=${()=>r.close(o)}>
      <span>${o.title||n("untitled")}</span>
      <small>${$(o.started_at,s)}${e.repliesElsewhere.includes(o.id)?i` · <b>${n("teacher_replied")}</b>`:c}</small>
    </button>
  </li>
`,$=(o,e)=>new Date(o).toLocaleString(p(e),{day:"2-digit",month:"2-digit",hour:"2-digit",minute:"2-digit"}),m=(o,e,s)=>i`
  <button class="pill strong" @click=${()=>o.close("fresh")}>${n("new_conversation")}</button>
  <h3>${n("history")}</h3>
  ${s}
  <h3>${n("good_to_know")}</h3>
  ${h()}
  <p class="who-am-i">${e.name} · ${e.class_name}</p>
  <button class="pill" @click=${()=>o.close("leave")}>${n("sign_out")}</button>
`;export{b as showMenu};
