import{a as u}from"./chunk-6TITM5GQ.js";import{a as i,b as l,d as m,g as e,h as d}from"./chunk-CPJDU6UZ.js";async function v(t,r,s){var c;let o=u(t,e("ask_teacher")),h=async()=>{n("",!0);try{await s(),o.close()}catch(a){n(m(a)||e("line_down"))}},n=(a="",p=!1)=>o.show(f(r,h,a,p));n(),(c=o.dialog.querySelector(".strong"))==null||c.focus(),await o.closed}var f=(t,r,s,o)=>i`
  <div class="fields">
    <blockquote lang=${t.language}>${d(t.question)}</blockquote>
    <p class="where">${e("to_teacher_about")}</p>
    ${s?i`<p class="wrong" role="alert">${s}</p>`:l}
    <button class="pill strong" ?disabled=${o} @click=${r}>${e("send_to_teacher")}</button>
  </div>
`;export{v as askTeacher};
