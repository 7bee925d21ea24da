import"./chunk-6JU45ICC.js";
