import"./chunk-SJUBJSYQ.js";
