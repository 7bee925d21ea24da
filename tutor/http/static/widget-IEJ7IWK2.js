import"./chunk-EGB3R6JE.js";
