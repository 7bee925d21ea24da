import{a as r,g as s}from"./chunk-CPJDU6UZ.js";var o=()=>r`
  <ul class="promises">
    ${["promise_ai","promise_teacher","promise_hidden","promise_secrets"].map(e=>r`<li>${s(e)}</li>`)}
  </ul>
`;export{o as a};
