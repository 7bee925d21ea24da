import{a as u}from"./chunk-55VLPUOF.js";import{a as m}from"./chunk-6TITM5GQ.js";import{a as i,b as l,d as c,g as n,h as p,i as h}from"./chunk-CPJDU6UZ.js";async function S(o,e,s,r){let t=m(o,n("menu"),"menu"),a=async()=>{t.show(d(t,r,i`<p class="doing"><span class="dots"><i></i><i></i><i></i></span></p>`)),t.show(d(t,r,await g(e,s,t,a)))};return await a(),t.closed}async function g(o,e,s,r){try{let t=await o.json("conversations");return t.length?i`<ul>${t.map(a=>$(a,e,o.language,s))}</ul>`:i`<p class="where">${n("no_history")}</p>`}catch(t){return i`<p>${c(t)||n("line_down")}</p><button class="pill" @click=${r}>${n("retry")}</button>`}}var $=(o,e,s,r)=>i`
  <li>
    <button class="row" aria-current=${o.id===e.id} @click=${()=>r.close(o)}>
      <span>${p(o.title)||n("untitled")}</span>
      <small>${w(o.started_at,s)}${e.repliesElsewhere.includes(o.id)?i` · <b>${n("teacher_replied")}</b>`:l}</small>
    </button>
  </li>
`,w=(o,e)=>new Date(o).toLocaleString(h(e),{day:"2-digit",month:"2-digit",hour:"2-digit",minute:"2-digit"}),d=(o,e,s)=>i`
  <button class="pill strong" @click=${()=>o.close("fresh")}>${n("new_conversation")}</button>
  <h3>${n("history")}</h3>
  ${s}
  <h3>${n("good_to_know")}</h3>
  ${u()}
  <p class="who-am-i">${e.name} · ${e.class_name}</p>
  <button class="pill" @click=${()=>o.close("leave")}>${n("sign_out")}</button>
`;export{S as showMenu};
