import{a as u}from"./chunk-YWKZDAI2.js";import{a,b as l,d as m,g as e}from"./chunk-77UTKFPR.js";async function b(t,r,s){var c;let o=u(t,e("ask_teacher")),d=async()=>{n("",!0);try{await s(),o.close()}catch(i){n(m(i)||e("line_down"))}},n=(i="",h=!1)=>o.show(p(r,d,i,h));n(),(c=o.dialog.querySelector(".strong"))==null||c.focus(),await o.closed}var p=(t,r,s,o)=>a`
  <div class="fields">
    <blockquote lang=${t.language}>${t.question}</blockquote>
    <p class="where">${e("to_teacher_about")}</p>
    ${s?a`<p class="wrong" role="alert">${s}</p>`:l}
    <button class="pill strong" ?disabled=${o} @click=${r}>${e("send_to_teacher")}</button>
  </div>
`;export{b as askTeacher};
